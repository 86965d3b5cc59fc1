package dev.reeve.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for temporary files of this process, for its owner only. It goes with the process; that of one that was killed
 * is removed by the next one that starts.
 */
final class WorkDirectory implements AutoCloseable {
    private static final String BEGINNING = "reeve-cluster-";
    private static final String LOCK = "lock";
    private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);

    private final Path path;
    private final FileChannel lock;

    private WorkDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new one among those of {@code parent}. */
    static WorkDirectory in(Path parent) {
        removeLeft(parent);
        try {
            Path made = Files.createTempDirectory(parent, BEGINNING);
            FileChannel channel =
                    FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock(); // the system lets go of it when the process ends, however it does
            return new WorkDirectory(made, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("a cluster needs a directory for temporary files: " + e.getMessage(), e);
        }
    }

    /** Where the system has such files. */
    static WorkDirectory make() {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    Path path() {
        return path;
    }

    private static void removeLeft(Path parent) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, BEGINNING + "*")) {
            for (Path directory : all) {
                if (isLeft(directory)) {
                    delete(directory);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("directories of earlier processes stay in {}", parent, e);
        }
    }

    /** Whether its process ended; one that is just being made has no lock yet and is left alone. */
    private static boolean isLeft(Path directory) {
        Path lock = directory.resolve(LOCK);
        if (!Files.isWritable(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                @Nullable FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (IOException | OverlappingFileLockException held) {
            return false;
        }
    }

    @Override
    public void close() {
        delete(path);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("the lock of {} was not closed", path, e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} was not removed", directory, e);
        }
    }
}
