package dev.reeve.tasks.aws;

import dev.reeve.spi.ResultKey;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Results as objects of an S3 bucket, under a prefix: {@code s3://bucket/prefix}. The bucket has to exist. Safe for
 * threads and for several processes on one prefix; of two that write one key at once, the last wins.
 *
 * <p>S3 shows an object whole or not at all, so writing is one request. Publishing is a copy inside S3, then a deletion:
 * the copy replaces its target all at once. No request is conditional ({@code If-None-Match}), because a store replaces
 * what is there: which attempt may publish is decided before, by whoever commits results.
 */
public final class S3ResultStore implements ResultStore {
    private static final Logger LOG = LoggerFactory.getLogger(S3ResultStore.class);

    private final S3Address root;
    private final S3Connection connection;

    private S3ResultStore(S3Address root, S3Connection connection) {
        this.root = root;
        this.connection = connection;
    }

    /**
     * A store at {@code s3://bucket} or {@code s3://bucket/prefix}, reached as the environment says unless told
     * otherwise.
     *
     * @throws IllegalArgumentException if the location is none, or holds credentials
     */
    public static Builder at(URI location) {
        S3Address root = S3Address.of(location).withoutOuterSlashes();
        if (!root.key().isEmpty()) {
            RelativeName.checked("prefix in the S3 location", root.key());
        }
        return new Builder(root);
    }

    /** What an S3 store is opened with. Not thread-safe. */
    public static final class Builder {
        private final S3Address root;
        private @Nullable S3Settings settings;
        private @Nullable AwsCredentialsProvider credentials;

        private Builder(S3Address root) {
            this.root = root;
        }

        /** How S3 is reached; {@link S3Settings#fromEnvironment()} unless given. */
        public Builder settings(S3Settings settings) {
            this.settings = settings;
            return this;
        }

        /** The address of a server that is not AWS; the bucket then stands in the path, unless told otherwise. */
        public Builder endpoint(URI endpoint) {
            return settings(current().withEndpoint(endpoint));
        }

        /** The region. */
        public Builder region(String region) {
            return settings(current().withRegion(region));
        }

        /** Whether the bucket stands in the path and not in the host name. */
        public Builder pathStyle(boolean pathStyle) {
            return settings(current().withPathStyle(pathStyle));
        }

        /** Whose credentials to use; the usual chain of AWS unless given. The store does not close it. */
        public Builder credentials(AwsCredentialsProvider credentials) {
            this.credentials = credentials;
            return this;
        }

        /**
         * The store. Does not ask S3 anything yet.
         *
         * @throws IOException if no region is known
         */
        public S3ResultStore open() throws IOException {
            return new S3ResultStore(root, S3Connection.open(current(), credentials));
        }

        private S3Settings current() {
            return settings == null ? S3Settings.fromEnvironment() : settings;
        }
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        S3Address object = object(key);
        return calmly(() -> connection.get(object));
    }

    @Override
    public void write(String key, byte[] bytes) throws IOException {
        S3Address object = object(key);
        calmly(() -> {
            connection.put(object, bytes, "application/octet-stream");
            return true;
        });
    }

    @Override
    public void publish(String from, String to) throws IOException {
        S3Address source = object(from);
        S3Address target = object(to);
        calmly(() -> {
            move(source, target);
            return true;
        });
    }

    private void move(S3Address source, S3Address target) throws IOException {
        if (source.equals(target)) { // a copy onto itself is refused by S3, and the deletion would lose it
            if (connection.get(source).isEmpty()) {
                throw new NoSuchFileException(source.toString(), null, "there is no result to publish");
            }
            return;
        }
        connection.copy(source, target);
        try {
            connection.delete(source);
        } catch (IOException e) {
            // The result is published. To fail now would make a finished task run again for the sake of a leftover.
            LOG.warn("{} is published as {} but stays behind: {}", source, target, e.getMessage());
        }
    }

    @Override
    public void delete(String key) throws IOException {
        S3Address object = object(key);
        calmly(() -> {
            connection.delete(object);
            return true;
        });
    }

    /** Object by object: one that S3 does not delete does not keep the others. */
    @Override
    public boolean deleteBelow(String key) throws IOException {
        S3Address below = object(key);
        return calmly(() -> new Removal(connection).below(new S3Address(below.bucket(), below.key() + "/")));
    }

    @Override
    public void close() {
        connection.close();
    }

    private S3Address object(String key) {
        return root.resolve(String.join("/", ResultKey.parts(key)));
    }

    @FunctionalInterface
    private interface Request<T> {
        T send() throws IOException;
    }

    /**
     * Sends a request although the thread was interrupted before, which the SDK would refuse: the interrupt was meant
     * for the task, whose result must not be lost to it. One that comes during the request does end it.
     */
    private static <T> T calmly(Request<T> request) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return request.send();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
