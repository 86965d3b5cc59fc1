package dev.reeve.graph;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a user's value in a message. A {@code toString()} that throws spoils neither message nor run. */
public final class ValueWords {
    private ValueWords() {}

    /** What the value says of itself; if it throws instead, its class and what it threw. */
    public static String of(@Nullable Object value) {
        try {
            return String.valueOf(value);
        } catch (Throwable thrown) { // user code, which may also end the stack
            return "a " + (value == null ? "null" : value.getClass().getTypeName()) + " (its toString() threw "
                    + thrown.getClass().getName() + ")";
        }
    }

    /** Each of those values, as a list prints itself. */
    public static String ofEach(List<? extends @Nullable Object> values) {
        return values.stream().map(value -> of(value)).collect(Collectors.joining(", ", "[", "]"));
    }
}
