package dev.reeve.engine.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * The files that are being written. They stand in one directory, not beside their targets, so that those a killed
 * process left are found without a walk through the whole store.
 */
final class UnfinishedFiles {
    private final Path directory;
    private final Directories directories;

    UnfinishedFiles(Path directory, Directories directories) {
        this.directory = directory;
        this.directories = directories;
    }

    /** Writes a file that is on disk when this returns; whatever fails, none is left. */
    Path write(byte[] bytes) throws IOException {
        directories.create(directory);
        Path file = directory.resolve(UUID.randomUUID().toString());
        try {
            Durable.writeNew(file, bytes);
        } catch (IOException | RuntimeException | Error e) {
            remove(file);
            throw e;
        }
        return file;
    }

    /** Removes those last written to before that time, as far as possible. */
    void removeOlderThan(Instant time) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    remove(file);
                }
            }
        } catch (IOException e) {
            return; // a store that may only be read is no mistake, and another process may be cleaning as well
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // the next store to be opened tries again
        }
    }
}
