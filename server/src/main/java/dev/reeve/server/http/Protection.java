package dev.reeve.server.http;

import io.javalin.http.Context;

/** Headers that keep browsers from doing with an answer what it is not for. */
final class Protection {
    private Protection() {}

    static void headers(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "no-store");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
