package dev.reeve.server.http;

/** Is told of each request that was answered. Called by the request's thread; shall not wait. */
@FunctionalInterface
public interface Traffic {
    /**
     * One was.
     *
     * @param route as the authorization table writes it; {@code none} where there is none
     */
    void answered(String route, int status, double seconds);
}
