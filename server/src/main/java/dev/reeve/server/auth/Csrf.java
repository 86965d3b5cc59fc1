package dev.reeve.server.auth;

import java.nio.charset.StandardCharsets;

/** What a page has to say beside its session's cookie, which browsers send by themselves. Nothing is stored. */
public final class Csrf {
    private final byte[] key;

    /** Derived from the server's key. */
    public Csrf(ServerKey server) {
        this.key = server.derived("csrf");
    }

    String of(String sessionToken) {
        return Secrets.text(Secrets.mac(key, sessionToken.getBytes(StandardCharsets.UTF_8)));
    }
}
