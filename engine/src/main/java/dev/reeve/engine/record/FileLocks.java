package dev.reeve.engine.record;

import dev.reeve.engine.store.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A lock for each name: one byte of the file {@code .lock}, at a place far apart for each. One file for all and no file
 * of its own for each, because a process loses its locks on a file when it closes that file anywhere, also after only
 * looking at it; so a process opens this one once, and closes it when it holds no lock.
 */
final class FileLocks implements RecordLocks {
    private static final int TRIES = 20;
    private static final long PAUSE = 5_000_000L;

    /** The locks of this process, by directory: a lock belongs to the process, whoever in it took it. */
    private static final Map<Path, Held> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path directory;

    FileLocks(Path directory) {
        this.directory = directory;
    }

    private static final class Held {
        private final Set<String> names = new HashSet<>();
        private @Nullable FileChannel channel;
    }

    private Held held() {
        return OF_THIS_PROCESS.computeIfAbsent(directory, key -> new Held());
    }

    @Override
    public Optional<RecordStorage.Lock> lock(String name) throws IOException {
        Held held = held();
        for (int turn = 0; turn < TRIES; turn++) { // somebody who only looks has it for a moment
            synchronized (held) {
                if (held.names.contains(name)) {
                    return Optional.empty();
                }
                FileLock taken = tryLock(held, name, false);
                if (taken != null) {
                    held.names.add(name);
                    return Optional.of(() -> release(held, name, taken));
                }
                closeIfIdle(held);
            }
            LockSupport.parkNanos(PAUSE);
        }
        return Optional.empty();
    }

    @Override
    public boolean locked(String name) throws IOException {
        Held held = held();
        synchronized (held) {
            if (held.names.contains(name)) {
                return true;
            }
            if (!Files.exists(directory.resolve(".lock"))) {
                return false;
            }
            FileLock taken = tryLock(held, name, true);
            if (taken != null) {
                taken.release();
            }
            closeIfIdle(held);
            return taken == null;
        }
    }

    private @Nullable FileLock tryLock(Held held, String name, boolean shared) throws IOException {
        FileChannel channel = held.channel;
        if (channel == null) {
            Durable.createDirectories(directory);
            channel = FileChannel.open(
                    directory.resolve(".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            held.channel = channel;
        }
        try {
            return channel.tryLock(place(name), 1, shared);
        } catch (OverlappingFileLockException elsewhere) { // a copy of this class, from another class loader
            return null;
        }
    }

    /** Two names that share a place would keep each other waiting: 62 bits make that impossible in practice. */
    private static long place(String name) {
        CRC32C first = new CRC32C();
        CRC32C second = new CRC32C();
        second.update(1);
        for (int i = 0; i < name.length(); i++) {
            first.update(name.charAt(i) >> 8);
            first.update(name.charAt(i));
            second.update(name.charAt(i) * 31 + i);
            second.update(name.charAt(i) >> 3);
        }
        return (first.getValue() << 30 ^ second.getValue()) & Long.MAX_VALUE >> 1;
    }

    private static void release(Held held, String name, FileLock lock) {
        synchronized (held) {
            if (held.names.remove(name)) {
                try {
                    lock.release();
                    closeIfIdle(held);
                } catch (IOException e) { // the end of the process releases it
                    held.channel = null;
                }
            }
        }
    }

    private static void closeIfIdle(Held held) throws IOException {
        FileChannel channel = held.channel;
        if (channel != null && held.names.isEmpty()) {
            held.channel = null;
            channel.close();
        }
    }
}
