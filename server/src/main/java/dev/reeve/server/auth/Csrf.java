package dev.reeve.server.auth;

import java.nio.charset.StandardCharsets;

/** What a page has to say beside its session's cookie, which browsers send by themselves. Nothing is stored. */
public final class Csrf {
    /** In which it comes, and is to be sent back. */
    public static final String HEADER = "X-CSRF-Token";

    private final byte[] key;

    /** Derived from the server's key. */
    public Csrf(ServerKey server) {
        this.key = server.derived("csrf");
    }

    /** What the pages of that session have to say. */
    public String of(String sessionToken) {
        return Secrets.text(Secrets.mac(key, sessionToken.getBytes(StandardCharsets.UTF_8)));
    }
}
