package dev.reeve.engine;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.store.FileResultStore;
import dev.reeve.engine.store.MemoryResultStore;
import dev.reeve.spi.ResultStore;
import java.net.URI;
import java.nio.file.Path;

/** The result stores that need no other library. */
public final class ResultStores {
    private ResultStores() {}

    /** A new store in this process's memory; what it keeps is gone with it. */
    public static ResultStore memory() {
        return new MemoryResultStore();
    }

    /** A store of files in that directory, which is made when the first result is written. */
    public static ResultStore files(Path directory) {
        return new FileResultStore(directory);
    }

    /**
     * The store that a configuration names: {@code results.store} and {@code results.dir}.
     *
     * @throws IllegalStateException if no module on the class path knows such a store
     */
    public static ResultStore of(Configuration configuration) {
        String store = configuration.get(Settings.RESULTS_STORE);
        return switch (store) {
            case "memory" -> memory();
            case "files" -> files(configuration.get(Settings.RESULTS_DIR));
            default -> Engine.open(URI.create(store));
        };
    }
}
