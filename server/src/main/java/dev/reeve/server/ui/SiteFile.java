package dev.reeve.server.ui;

import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Pages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of the UI with its compressed forms; null: there is none that would be worth it. Those in {@code assets} have a
 * checksum in their names and never change. Its bytes are not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // of files, only made and read here
record SiteFile(
        String type, String tag, boolean constant, byte[] plain, byte @Nullable [] brotli, byte @Nullable [] gzip) {
    private static final String POLICY =
            "default-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none'; " + "frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    static SiteFile of(String path, byte[] plain, byte @Nullable [] brotli, byte @Nullable [] gzip) {
        String suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.getOrDefault(suffix, "application/octet-stream");
        return new SiteFile(type, tag(plain), path.startsWith("assets/"), plain, brotli, gzip);
    }

    Answer answer(Pages.Asked asked) {
        boolean known = known(asked.known(), tag);
        Answer answer = known ? new Answer(304, null, Map.of(), null) : body(asked.encodings());
        return closed(answer)
                .with("ETag", tag)
                .with("Vary", "Accept-Encoding")
                .with("Cache-Control", constant ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private Answer body(String encodings) {
        if (brotli != null && accepts(encodings, "br")) {
            return bytes(200, type, brotli).with("Content-Encoding", "br");
        }
        if (gzip != null && accepts(encodings, "gzip")) {
            return bytes(200, type, gzip).with("Content-Encoding", "gzip");
        }
        return bytes(200, type, plain);
    }

    private static boolean accepts(String encodings, String name) {
        return Arrays.stream(encodings.split(","))
                .map(String::strip)
                .anyMatch(each ->
                        each.equals(name) || (each.startsWith(name + ";") && !each.matches(".*;\\s*q=0(\\.0*)?")));
    }

    /** Past what the framework would compress once more. */
    static Answer bytes(int status, String type, byte[] body) {
        return new Answer(
                status,
                null,
                Map.of("Content-Type", type, "Content-Length", Integer.toString(body.length)),
                out -> out.write(body));
    }

    /** With what keeps a page from anything that is not ours, and others from the page. */
    static Answer closed(Answer answer) {
        return answer.with("Content-Security-Policy", POLICY)
                .with("X-Frame-Options", "DENY")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    static boolean known(String tags, String tag) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
    }

    static String tag(byte[] body) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(sum, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
