package dev.reeve.server.postgres;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That one server at most uses a directory. The system gives it up when the process ends, however it ends. Who holds it
 * stands in a file beside: a process that opens and closes the locked one loses its lock.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String OWNER = "lock.owner";

    /** Who looks at a lock of its own process by opening its file loses it; so nobody opens it twice. */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;

    private DirectoryLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    static DirectoryLock of(Path directory) throws IOException {
        Path home = directory.toRealPath();
        if (!OF_THIS_PROCESS.add(home)) {
            throw inUse(home);
        }
        boolean held = false;
        try {
            FileChannel channel =
                    FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(home);
            }
            Files.writeString(home.resolve(OWNER), ProcessHandle.current().pid() + "\n");
            held = true;
            return new DirectoryLock(home, channel);
        } finally {
            if (!held) {
                OF_THIS_PROCESS.remove(home);
            }
        }
    }

    private static PostgresException inUse(Path home) throws IOException {
        Path owner = home.resolve(OWNER);
        String pid = Files.exists(owner) ? Files.readString(owner).strip() : "unknown";
        return new PostgresException(
                Problem.IN_USE,
                "another server (process " + pid + ") uses " + home
                        + ". Stop that one, or give this one a directory of its own: --data-dir DIR");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OF_THIS_PROCESS.remove(home);
    }
}
