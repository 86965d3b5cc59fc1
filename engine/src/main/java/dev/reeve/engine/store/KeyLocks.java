package dev.reeve.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.spi.ResultStore.Claim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The claims on keys of one directory: locks of one byte each, at a place of one empty file that the key's hash says.
 * The operating system gives up the locks of a process that dies, so nobody waits for the dead, and no file is left to
 * be removed. Thread-safe.
 */
final class KeyLocks {
    /**
     * By the directory. One for the whole process: systems that follow POSIX take all locks of a file from a process
     * that closes any of its channels to that file.
     */
    private static final Map<Path, KeyLocks> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path file;
    private final Map<Long, FileLock> held = new HashMap<>();
    private @Nullable FileChannel channel;

    private KeyLocks(Path file) {
        this.file = file;
    }

    /** Those of a directory, which has to exist. */
    static KeyLocks in(Path directory) throws IOException {
        return OF_THIS_PROCESS.computeIfAbsent(directory.toRealPath().resolve(FileNames.CLAIMS), KeyLocks::new);
    }

    synchronized Optional<Claim> claim(String key) throws IOException {
        long place = place(key);
        if (held.containsKey(place)) {
            return Optional.empty();
        }
        boolean interrupted = Thread.interrupted(); // a channel closes itself on a thread that was interrupted
        try {
            FileLock lock = channel().tryLock(place, 1, false);
            if (lock == null) {
                return Optional.empty();
            }
            held.put(place, lock);
            return Optional.of(() -> release(place, lock));
        } catch (OverlappingFileLockException e) { // somebody else of this process, such as another copy of this class
            return Optional.empty();
        } finally {
            closeIfUnused();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void release(long place, FileLock lock) {
        if (!held.remove(place, lock)) {
            return; // a second time
        }
        boolean interrupted = Thread.interrupted();
        try {
            lock.release();
        } catch (IOException e) {
            return; // then the end of the channel or of the process gives it up
        } finally {
            closeIfUnused();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    private void closeIfUnused() {
        FileChannel open = channel;
        if (open != null && held.isEmpty()) {
            channel = null;
            try {
                open.close();
            } catch (IOException e) {
                return; // nothing was written to it
            }
        }
    }

    /** One of 2^62 places: two keys that share one only wait for each other. */
    private static long place(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return ByteBuffer.wrap(hash).getLong() >>> 2;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
