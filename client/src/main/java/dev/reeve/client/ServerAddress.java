package dev.reeve.client;

import java.net.URI;

/** The address of a server: http or https, a host, perhaps a path before {@code /api}. */
final class ServerAddress {
    private ServerAddress() {}

    static URI checked(URI server) {
        String scheme = server.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web || server.getHost() == null || server.getQuery() != null || server.getFragment() != null) {
            throw new IllegalArgumentException(
                    "\"" + server + "\" is no address of a server. It looks like http://127.0.0.1:8700.");
        }
        String text = server.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return URI.create(text);
    }
}
