package dev.reeve.tasks.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A place in S3: {@code s3://bucket/key}. Immutable.
 *
 * @param key the object's key, or the beginning of keys; empty for the bucket itself
 */
record S3Address(String bucket, String key) {
    private static final int LONGEST_KEY_BYTES = 1024;

    S3Address {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
            throw new IllegalArgumentException("A key in bucket \"" + bucket + "\" that begins with \""
                    + key.substring(0, 60) + "\" is longer than the " + LONGEST_KEY_BYTES
                    + " bytes that S3 allows. Use a shorter one.");
        }
    }

    static boolean isS3(URI uri) {
        return "s3".equalsIgnoreCase(uri.getScheme());
    }

    /**
     * The place that this URI names; what is percent-encoded in it is decoded.
     *
     * @throws IllegalArgumentException if it is no {@code s3://bucket/key}; never quotes a user or password
     */
    static S3Address of(URI uri) {
        // An underscore makes getHost() null, and old buckets have them.
        String bucket = uri.getRawAuthority();
        if (!isS3(uri) || bucket == null || uri.isOpaque()) {
            throw new IllegalArgumentException(
                    "This is no place in S3: " + Redacted.text(uri) + ". Write s3://BUCKET or s3://BUCKET/KEY.");
        }
        if (bucket.contains("@") || bucket.contains(":")) {
            throw new IllegalArgumentException("The S3 address " + Redacted.text(uri)
                    + " holds a user, password or port. Write s3://BUCKET/KEY; credentials come from the environment"
                    + " (AWS_ACCESS_KEY_ID, AWS_PROFILE, ...), another endpoint from AWS_ENDPOINT_URL.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The S3 address " + Redacted.text(uri)
                    + " goes on after a ? or #. If that is part of the key, write %3F or %23.");
        }
        String path = uri.getPath();
        return new S3Address(bucket, path.startsWith("/") ? path.substring(1) : path);
    }

    /** The object of that relative key under this place, taken as a directory. */
    S3Address resolve(String relative) {
        return new S3Address(bucket, key.isEmpty() || key.endsWith("/") ? key + relative : key + "/" + relative);
    }

    /** This place with no {@code /} around its key. */
    S3Address withoutOuterSlashes() {
        int from = 0;
        int to = key.length();
        while (from < to && key.charAt(from) == '/') {
            from++;
        }
        while (to > from && key.charAt(to - 1) == '/') {
            to--;
        }
        return new S3Address(bucket, key.substring(from, to));
    }

    /** As a URI from which {@link #of} makes the same again. */
    URI toUri() {
        try {
            // Not toASCIIString(), which composes letters with their accents: S3 tells the two apart.
            return new URI("s3", bucket, "/" + key, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("This is no bucket name: \"" + bucket + "\"", e);
        }
    }

    /** For people: nothing encoded. */
    @Override
    public String toString() {
        return key.isEmpty() ? "s3://" + bucket : "s3://" + bucket + "/" + key;
    }

    /** The last part's ending in lower case, such as {@code csv}; empty if it has none. */
    static String extension(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot <= 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
