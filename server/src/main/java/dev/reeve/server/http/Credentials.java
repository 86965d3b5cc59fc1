package dev.reeve.server.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings to say who asks.
 *
 * @param bearer the key after {@code Authorization: Bearer}; null for none
 * @param session the token in the session's cookie; null for none, or if there is a key
 * @param csrf what {@code X-CSRF-Token} says; null for nothing
 */
public record Credentials(
        @Nullable String bearer,
        @Nullable String session,
        @Nullable String csrf) {
    /** The name of the session's cookie. */
    public static final String COOKIE = "reeve_session";

    static Credentials of(Context context) {
        String authorization = context.header("Authorization");
        if (authorization != null) {
            boolean bearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
            // another scheme is a wrong key, not none: a session must not stand in for it
            return new Credentials(bearer ? authorization.substring(7).strip() : "", null, null);
        }
        return new Credentials(null, context.cookie(COOKIE), context.header("X-CSRF-Token"));
    }

    /** Without anything secret. */
    @Override
    public String toString() {
        return bearer != null ? "a key" : session != null ? "a session" : "nothing";
    }
}
