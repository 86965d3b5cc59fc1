package dev.reeve.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param body a wire record; null for none
 * @param headers beside the usual ones
 * @param stream writes what comes instead of a body; null for none
 */
public record Answer(
        int status,
        @Nullable Object body,
        Map<String, String> headers,
        @Nullable Stream stream) {
    /** What is written while it comes about. Who asked may go away at any time, which is an {@link IOException}. */
    @FunctionalInterface
    public interface Stream {
        /** Writes it, on the thread of the request. Returns when there is no more. */
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Nothing more to say. */
    public static final Answer DONE = new Answer(204, null, Map.of(), null);

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** It is there. */
    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of(), null);
    }

    /** It is there now. */
    public static Answer created(Object body) {
        return new Answer(201, body, Map.of(), null);
    }

    /** It comes about while it is written, in that format. */
    public static Answer stream(String contentType, Stream stream) {
        return new Answer(200, null, Map.of("Content-Type", contentType), stream);
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, more, stream);
    }
}
