package dev.reeve.tasks.aws;

import java.net.URI;

/** Text of URIs for messages. */
final class Redacted {
    private Redacted() {}

    /** The URI with {@code ***} in place of user and password, and without what follows a {@code ?}. */
    static String text(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        if (query >= 0) {
            text = text.substring(0, query) + "?***"; // signed URLs carry their signature there
        }
        int authority = text.indexOf("//");
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return text;
        }
        int from = authority < 0 ? text.indexOf(':') + 1 : authority + 2;
        return text.substring(0, Math.min(from, at)) + "***" + text.substring(at);
    }
}
