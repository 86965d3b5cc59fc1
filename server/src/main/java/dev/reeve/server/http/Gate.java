package dev.reeve.server.http;

/** Knows who asks. */
@FunctionalInterface
public interface Gate {
    /**
     * Whose credentials these are; {@link Caller.Nobody} if there are none.
     *
     * @param changing whether the request may change something, for which a session needs its CSRF token
     * @throws ProblemException 401 if they open nothing: wrong, expired, revoked
     */
    Caller caller(Credentials credentials, boolean changing);
}
