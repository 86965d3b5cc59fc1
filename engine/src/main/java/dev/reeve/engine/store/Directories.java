package dev.reeve.engine.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a store or of records, each with its entry in the one above forced to disk before anything in it counts as
 * stored. That a directory is there does not mean that its entry is: another writer may be about to force it, or may have
 * failed to. So each is forced once by each process. Thread-safe.
 */
public final class Directories {
    private final Path root;
    /** Those whose entries this process forced. */
    private final Set<Path> forced = ConcurrentHashMap.newKeySet();
    /** Those above the store that this process made; what others made there is not ours to force. */
    private final Set<Path> madeAbove = ConcurrentHashMap.newKeySet();

    /** Those of what is kept below {@code root}. */
    public Directories(Path root) {
        this.root = root;
    }

    /** Makes a directory and those above it, as far as they are not there. */
    public void create(@Nullable Path directory) throws IOException {
        if (directory == null || isSafe(directory)) {
            return;
        }
        create(directory.getParent());
        boolean there = Files.isDirectory(directory);
        if (!there) {
            make(directory);
        }
        try {
            Durable.forceDirectory(directory.getParent());
        } catch (AccessDeniedException e) {
            if (!there) { // else somebody made it who may write where this process may not read
                throw e;
            }
        }
        forced.add(directory);
    }

    private boolean isSafe(Path directory) {
        boolean known = forced.contains(directory) || !directory.startsWith(root) && !madeAbove.contains(directory);
        return known && Files.isDirectory(directory);
    }

    private void make(Path directory) throws IOException {
        if (!directory.startsWith(root)) {
            madeAbove.add(directory);
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) { // else another writer was faster
                throw e;
            }
        }
    }
}
