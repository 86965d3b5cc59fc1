package dev.reeve.server.http;

import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** Wire records as JSON text, as they lie in the database. Thread-safe. */
public final class WireJson {
    private WireJson() {}

    /** As text. */
    public static String text(Object value) {
        return Json.MAPPER.writeValueAsString(value);
    }

    /** A JSON object from text; its values may be null. */
    public static Map<String, Object> object(String text) {
        return Json.MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
    }

    /** From text that {@link #text} wrote. */
    public static <T> T read(String text, TypeReference<T> type) {
        return Json.MAPPER.readValue(text, type);
    }
}
