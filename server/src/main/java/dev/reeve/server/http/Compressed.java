package dev.reeve.server.http;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Streamed answers that are worth compressing: whole ones the framework compresses. */
public final class Compressed {
    private static final int BUFFER = 16_384;

    private Compressed() {}

    /** Written by gzip if whoever asks understands it. What is flushed is there for whoever reads. */
    public static Answer stream(Request request, String contentType, Answer.Stream stream) {
        if (!accepted(request.header("Accept-Encoding").orElse(""))) {
            return Answer.stream(contentType, stream).with("Vary", "Accept-Encoding");
        }
        return Answer.stream(contentType, out -> {
                    try (OutputStream gzip = new GZIPOutputStream(out, BUFFER, true)) {
                        stream.write(gzip);
                    }
                })
                .with("Vary", "Accept-Encoding")
                .with("Content-Encoding", "gzip");
    }

    /** Whether gzip is among the encodings that a header names, and is not refused there by {@code q=0}. */
    static boolean accepted(String header) {
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                .map(each -> each.replace(" ", "").split(";"))
                .anyMatch(each -> each.length > 0
                        && each[0].equals("gzip")
                        && Arrays.stream(each).noneMatch(part -> part.matches("q=0(\\.0*)?")));
    }
}
