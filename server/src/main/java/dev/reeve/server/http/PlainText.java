package dev.reeve.server.http;

/**
 * The body of an answer that is no JSON.
 *
 * @param type such as {@code text/plain; charset=utf-8}
 */
public record PlainText(String type, String text) {}
