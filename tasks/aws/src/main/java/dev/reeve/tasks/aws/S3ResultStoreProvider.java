package dev.reeve.tasks.aws;

import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStoreProvider;
import java.io.IOException;
import java.net.URI;

/** Opens {@code s3://bucket/prefix} as the environment says ({@link S3Settings#from}). Thread-safe. */
public final class S3ResultStoreProvider implements ResultStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public S3ResultStoreProvider() {}

    @Override
    public boolean handles(URI location) {
        return S3Address.isS3(location);
    }

    @Override
    public ResultStore open(URI location) throws IOException {
        return S3ResultStore.at(location).open();
    }
}
