package dev.reeve.server.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that is written piece by piece, for what is too long to be held. One that breaks off in the middle ends the
 * connection, so that nobody takes the beginning for the whole.
 *
 * @param type the media type
 */
public record Streamed(String type, Writing writing) {
    /** Writes it. */
    @FunctionalInterface
    public interface Writing {
        /** All of it; the stream is closed by who calls. */
        void to(OutputStream out) throws IOException;
    }
}
