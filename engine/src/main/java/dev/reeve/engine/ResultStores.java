package dev.reeve.engine;

import dev.reeve.engine.store.FileResultStore;
import dev.reeve.engine.store.MemoryResultStore;
import dev.reeve.spi.ResultStore;
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
}
