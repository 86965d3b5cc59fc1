package dev.reeve.server.http;

import tools.jackson.core.type.TypeReference;

/** Wire records as JSON text, as they lie in the database. Thread-safe. */
public final class WireJson {
    private WireJson() {}

    /** As text. */
    public static String text(Object value) {
        return Json.MAPPER.writeValueAsString(value);
    }

    /** From text that {@link #text} wrote. */
    public static <T> T read(String text, TypeReference<T> type) {
        return Json.MAPPER.readValue(text, type);
    }
}
