package dev.reeve.server.http;

import java.util.Set;

/**
 * A kind of request and what answers it. Who may take it says the {@link AuthorizationTable}.
 *
 * @param path below {@code /api/v1}, with names in braces; health stands beside it
 * @param longestBody in bytes; 0: no body is read
 * @param query the names that may stand after the question mark
 */
public record Route(Method method, String path, int longestBody, Set<String> query, Endpoint endpoint) {
    /** For a body that is not unusually long. */
    public static final int ORDINARY_BODY = 1 << 20;

    public Route {
        query = Set.copyOf(query);
    }

    /** Reads something. */
    public static Route get(String path, Endpoint endpoint, String... query) {
        return new Route(Method.GET, path, 0, Set.of(query), endpoint);
    }

    /** Does something. */
    public static Route post(String path, Endpoint endpoint) {
        return new Route(Method.POST, path, ORDINARY_BODY, Set.of(), endpoint);
    }

    /** Puts something in the place of what was there. */
    public static Route put(String path, Endpoint endpoint) {
        return new Route(Method.PUT, path, ORDINARY_BODY, Set.of(), endpoint);
    }

    /** Changes something. */
    public static Route patch(String path, Endpoint endpoint) {
        return new Route(Method.PATCH, path, ORDINARY_BODY, Set.of(), endpoint);
    }

    /** Takes something away. */
    public static Route delete(String path, Endpoint endpoint) {
        return new Route(Method.DELETE, path, 0, Set.of(), endpoint);
    }

    /** The same for bodies of that length. */
    public Route longestBody(int bytes) {
        return new Route(method, path, bytes, query, endpoint);
    }

    /** Method and path, as the authorization table and the OpenAPI document write it. */
    public String name() {
        return method + " " + path;
    }
}
