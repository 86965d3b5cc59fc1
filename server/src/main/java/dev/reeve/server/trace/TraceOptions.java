package dev.reeve.server.trace;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which collector is told of runs, by OTLP over HTTP. Immutable.
 *
 * @param endpoint where traces go, path included
 * @param headers sent along, such as a key; never shown
 */
public record TraceOptions(URI endpoint, Map<String, String> headers) {
    private static final String PATH = "/v1/traces";
    private static final Set<String> OURS =
            Set.of("content-type", "content-length", "host", "connection", "expect", "upgrade", "transfer-encoding");

    public TraceOptions {
        headers = Map.copyOf(headers);
    }

    /**
     * As people write them.
     *
     * @param endpoint the collector's address; {@value #PATH} is put behind it where it is not there
     * @param headers {@code name=value}, several with commas between them; a comma in a value as {@code %2C}
     * @throws IllegalArgumentException if one of them cannot be meant; never shows a header's value
     */
    public static TraceOptions parse(String endpoint, String headers) {
        return new TraceOptions(address(endpoint.strip()), headers(headers));
    }

    private static URI address(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no address of a collector: " + e.getReason()
                    + ". Use one such as http://localhost:4318");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "\"" + text
                            + "\" is no address of a collector; use one that speaks OTLP over HTTP, such as http://localhost:4318");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "the address of a collector has a user, a query or a fragment in it; keys go into REEVE_OTLP_HEADERS");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + uri.getRawAuthority() + (path.endsWith(PATH) ? path : path + PATH));
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (text.isBlank()) {
            return headers;
        }
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (!name.matches("[a-z0-9!#$%&'*+.^_`|~-]+") || OURS.contains(name)) {
                throw new IllegalArgumentException(
                        "header " + (headers.size() + 1) + " of REEVE_OTLP_HEADERS is not"
                                + " name=value, or not one to set. Several have commas between them, a comma in a value is %2C");
            }
            String value = pair.substring(equals + 1)
                    .strip()
                    .replace("%2C", ",")
                    .replace("%3D", "=")
                    .replace("%20", " ");
            if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException("the value of header \"" + name
                        + "\" in REEVE_OTLP_HEADERS has characters that a header cannot have");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /** Without the values of headers. */
    @Override
    public String toString() {
        return "TraceOptions[" + endpoint + ", " + headers.keySet() + "]";
    }
}
