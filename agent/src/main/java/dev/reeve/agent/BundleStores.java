package dev.reeve.agent;

import dev.reeve.engine.store.FileResultStore;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Where code of flows can lie so that more than one host can fetch it: the stores that results can lie in. */
final class BundleStores {
    private BundleStores() {}

    /**
     * The one at a location, to be closed by the caller.
     *
     * @throws IOException if there is none, or it lacks what it needs; says what to do
     */
    static ResultStore open(URI location) throws IOException {
        try {
            if ("file".equals(location.getScheme())) {
                return new FileResultStore(Path.of(location));
            }
            for (ResultStoreProvider provider : ServiceLoader.load(ResultStoreProvider.class)) {
                if (provider.handles(location)) {
                    return provider.open(location);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("code cannot lie at " + location + ": " + e.getMessage(), e);
        }
        throw new IOException("code cannot lie at " + location
                + ": that is neither s3://BUCKET/PREFIX nor a directory that all agents see, file:/…");
    }
}
