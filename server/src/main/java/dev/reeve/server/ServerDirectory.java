package dev.reeve.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a server, held by the one that runs there. Beside the lock, which ends with the process however that
 * ends, lies a file that says which process it is and where it answers.
 */
public final class ServerDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel channel;

    private ServerDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * A server that runs.
     *
     * @param url where it answers; null: it starts or stops just now
     */
    public record Running(long pid, @Nullable URI url) {}

    /**
     * Takes the directory, which is made if it is not there.
     *
     * @throws AlreadyRunningException if another server has it
     * @throws UncheckedIOException if it cannot be used
     */
    static ServerDirectory hold(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    lockFile(directory), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new AlreadyRunningException(directory, told(directory));
            }
            ServerDirectory held = new ServerDirectory(directory, channel);
            held.tell("");
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException("The server's directory " + directory + " cannot be used: " + e, e);
        }
    }

    // the lock stays with the channel
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) { // held by this process
            return false;
        }
    }

    private static Path lockFile(Path directory) {
        return directory.resolve("server.lock");
    }

    private static Path toldFile(Path directory) {
        return directory.resolve("server.running");
    }

    /** A file of it. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Says that it answers now. */
    void ready(URI url) {
        try {
            tell(url.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The server's directory " + directory + " cannot be used: " + e, e);
        }
    }

    private void tell(String url) throws IOException {
        Path fresh = directory.resolve("server.running.new");
        Files.writeString(fresh, ProcessHandle.current().pid() + "\n" + url + "\n");
        Files.move(fresh, toldFile(directory), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<Running> told(Path directory) {
        try {
            List<String> lines = Files.readAllLines(toldFile(directory));
            String url = lines.size() > 1 ? lines.get(1).strip() : "";
            return Optional.of(
                    new Running(Long.parseLong(lines.getFirst().strip()), url.isEmpty() ? null : URI.create(url)));
        } catch (IOException | RuntimeException e) { // about to be written, or by nobody of ours
            return Optional.empty();
        }
    }

    /**
     * The server that runs on that directory, if one does.
     *
     * @throws UncheckedIOException if that cannot be found out
     */
    public static Optional<Running> running(Path directory) {
        if (!Files.exists(lockFile(directory))) {
            return Optional.empty();
        }
        try (FileChannel channel =
                FileChannel.open(lockFile(directory), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return locked(channel) ? Optional.empty() : told(directory).or(() -> Optional.of(new Running(-1, null)));
        } catch (IOException e) {
            throw new UncheckedIOException("The server's directory " + directory + " cannot be read: " + e, e);
        }
    }

    /** Gives it to whoever comes next. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(toldFile(directory));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The server's directory " + directory + " cannot be left: " + e, e);
        }
    }
}
