package dev.reeve.tasks.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How S3 is reached. Immutable.
 *
 * @param endpoint where the server is, if it is not AWS: {@code http://localhost:9000}; null for AWS
 * @param region the region; null: as the AWS SDK finds it (profile, instance), {@code us-east-1} with an endpoint
 * @param pathStyle whether the bucket stands in the path and not in the host name; null: with an endpoint only
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for the next bytes
 * @param callTimeout how long one request may take with all its retries
 */
public record S3Settings(
        @Nullable URI endpoint,
        @Nullable String region,
        @Nullable Boolean pathStyle,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout) {

    /** AWS itself, 10 s to connect, 30 s for the next bytes, 10 minutes for a request. */
    public static final S3Settings DEFAULTS =
            new S3Settings(null, null, null, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10));

    public S3Settings {
        if (endpoint != null) {
            check(endpoint);
        }
        positive("connectTimeout", connectTimeout);
        positive("readTimeout", readTimeout);
        positive("callTimeout", callTimeout);
    }

    /** What this process's environment says; see {@link #from}. */
    public static S3Settings fromEnvironment() {
        return from(System.getenv());
    }

    /**
     * What these environment variables say: {@code AWS_ENDPOINT_URL_S3}, else {@code AWS_ENDPOINT_URL}, unless
     * {@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS} is true; {@code AWS_REGION}, else {@code AWS_DEFAULT_REGION};
     * {@code REEVE_S3_PATH_STYLE} (true or false). Empty counts as not set.
     *
     * @throws IllegalArgumentException if one cannot be understood; names the variable
     */
    public static S3Settings from(Map<String, String> environment) {
        S3Settings settings = DEFAULTS;
        boolean noEndpoint = Boolean.TRUE.equals(flag(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"));
        String variable = text(environment, "AWS_ENDPOINT_URL_S3") != null ? "AWS_ENDPOINT_URL_S3" : "AWS_ENDPOINT_URL";
        String endpoint = noEndpoint ? null : text(environment, variable);
        if (endpoint != null) {
            try {
                settings = settings.withEndpoint(new URI(endpoint));
            } catch (URISyntaxException e) {
                // Not quoted, nor kept as the cause: it may hold a password.
                throw new IllegalArgumentException(variable + " is not a URL: " + e.getReason() + " at character "
                        + e.getIndex() + ". Write http://HOST:PORT or https://HOST.");
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
            }
        }
        String region = text(environment, "AWS_REGION");
        region = region != null ? region : text(environment, "AWS_DEFAULT_REGION");
        settings = region == null ? settings : settings.withRegion(region);
        Boolean pathStyle = flag(environment, "REEVE_S3_PATH_STYLE");
        return pathStyle == null ? settings : settings.withPathStyle(pathStyle);
    }

    /** These, with another endpoint. */
    public S3Settings withEndpoint(URI endpoint) {
        return new S3Settings(endpoint, region, pathStyle, connectTimeout, readTimeout, callTimeout);
    }

    /** These, with another region. */
    public S3Settings withRegion(String region) {
        return new S3Settings(endpoint, region, pathStyle, connectTimeout, readTimeout, callTimeout);
    }

    /** These, with the bucket in the path, or in the host name. */
    public S3Settings withPathStyle(boolean pathStyle) {
        return new S3Settings(endpoint, region, pathStyle, connectTimeout, readTimeout, callTimeout);
    }

    /** These, with other timeouts. */
    public S3Settings withTimeouts(Duration connect, Duration read, Duration call) {
        return new S3Settings(endpoint, region, pathStyle, connect, read, call);
    }

    /** Whether the bucket stands in the path: as said, else if there is an endpoint. */
    public boolean usesPathStyle() {
        return pathStyle != null ? pathStyle : endpoint != null;
    }

    /** Where requests go, for messages. */
    String where() {
        if (endpoint != null) {
            return "at " + endpoint;
        }
        return region != null ? "in AWS region " + region : "at AWS";
    }

    private static void check(URI endpoint) {
        if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null) {
            throw new IllegalArgumentException("The S3 endpoint " + Redacted.text(endpoint)
                    + " holds a user, a password or a query. Write http://HOST:PORT; credentials come from"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile.");
        }
        boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            throw new IllegalArgumentException("The S3 endpoint " + Redacted.text(endpoint)
                    + " is no address of a server. Write http://HOST:PORT or https://HOST.");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + "; use more than zero");
        }
    }

    private static @Nullable String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable Boolean flag(Map<String, String> environment, String name) {
        String value = text(environment, name);
        if (value == null) {
            return null;
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Boolean.valueOf(value);
        }
        throw new IllegalArgumentException(name + " is \"" + value + "\"; write true or false");
    }
}
