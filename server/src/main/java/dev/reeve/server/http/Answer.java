package dev.reeve.server.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param body a wire record, a {@link Streamed} body, or bytes whose {@code Content-Type} is among the headers; null: none
 * @param headers beside the usual ones
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {
    /** Nothing more to say. */
    public static final Answer DONE = new Answer(204, null, Map.of());

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** It is there. */
    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    /** It is there now. */
    public static Answer created(Object body) {
        return new Answer(201, body, Map.of());
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, more);
    }
}
