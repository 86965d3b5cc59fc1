package dev.reeve.server.http;

/** What a request does. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Whether it changes nothing. */
    boolean safe() {
        return this == GET;
    }
}
