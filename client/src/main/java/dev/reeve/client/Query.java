package dev.reeve.client;

import org.jspecify.annotations.Nullable;

/** The part of an address after the question mark. Values that are null are left out. */
final class Query {
    private final StringBuilder text = new StringBuilder();

    Query with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(Connection.escaped(value.toString()));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
