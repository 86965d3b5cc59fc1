package dev.reeve.engine.store;

import dev.reeve.spi.ResultKey;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Results as files of a directory, each at the path that its key says. Safe for threads, and for several processes on
 * one directory.
 *
 * <p>An entry is written to a file of its own under {@code .reeve-tmp}, forced to disk and renamed, so that a reader
 * sees a whole entry or none, whenever the writer is killed. What a killed writer left behind is removed when a store is
 * opened an hour later or more. Who makes a result is told by locks on {@code .reeve-claims}, which the operating system
 * takes back from a process that dies. A part of a key longer than 200 bytes is shortened, with a hash of the whole at its end.
 */
public final class FileResultStore implements ResultStore {
    /** Longer than any write takes, so that nobody's unfinished file is removed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path root;
    private final Directories directories;
    private final UnfinishedFiles unfinished;

    /** The store in that directory. It need not exist; the first write makes it. */
    public FileResultStore(Path directory) {
        this(directory, InstantSource.system());
    }

    /** The store in that directory; {@code clock} tells how old is what a killed writer left behind. */
    public FileResultStore(Path directory, InstantSource clock) {
        this.root = directory.toAbsolutePath().normalize();
        this.directories = new Directories(root);
        this.unfinished = new UnfinishedFiles(root.resolve(FileNames.UNFINISHED), directories);
        unfinished.removeOlderThan(clock.instant().minus(ABANDONED));
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Path file = FileNames.resolve(root, key);
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return absent(key);
        } catch (IOException e) {
            if (Files.isDirectory(file) || !Files.exists(file)) { // a prefix of other keys, or below an entry
                return absent(key);
            }
            throw failure("read result \"" + key + "\" from", e);
        }
    }

    private Optional<byte[]> absent(String key) throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw failure("read result \"" + key + "\" from", new FileSystemException("it is a file"));
        }
        return Optional.empty();
    }

    @Override
    public void write(String key, byte[] bytes) throws IOException {
        Path file = FileNames.resolve(root, key);
        try {
            Path written = unfinished.write(bytes);
            try {
                move(written, file);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw failure("write result \"" + key + "\" (" + bytes.length + " bytes) to", e);
        }
    }

    @Override
    public void publish(String from, String to) throws IOException {
        Path source = FileNames.resolve(root, from);
        Path target = FileNames.resolve(root, to);
        if (!Files.isRegularFile(source)) {
            throw new NoSuchFileException(
                    source.toString(), target.toString(), "there is no result \"" + from + "\" to be published");
        }
        try {
            move(source, target);
            Durable.forceDirectory(source.getParent());
        } catch (IOException e) {
            throw failure("publish result \"" + from + "\" as \"" + to + "\" in", e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Path file = FileNames.resolve(root, key);
        try {
            if (Files.isRegularFile(file) && Files.deleteIfExists(file)) {
                Durable.forceDirectory(file.getParent());
            }
        } catch (IOException e) {
            throw failure("delete result \"" + key + "\" in", e);
        }
    }

    /** What is only linked to stays. */
    @Override
    public boolean deleteBelow(String key) throws IOException {
        Path directory = FileNames.resolve(root, key);
        try {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(directory, new Removing());
                Durable.forceDirectory(directory.getParent());
            }
            return true;
        } catch (IOException e) {
            throw failure("delete the results below \"" + key + "\" in", e);
        }
    }

    /** Removes what it visits. */
    private static final class Removing extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    @Override
    public Optional<Claim> claim(String key) throws IOException {
        ResultKey.parts(key);
        try {
            directories.create(root);
            return KeyLocks.in(root).claim(key);
        } catch (IOException e) {
            throw failure("claim result \"" + key + "\" in", e);
        }
    }

    /** Does nothing: a store of files holds nothing open. */
    @Override
    public void close() {}

    private void move(Path from, Path to) throws IOException {
        directories.create(to.getParent());
        if (Files.isDirectory(to)) { // else an empty one would be replaced
            throw new FileSystemException(to + " is a directory, because other keys begin with this one");
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new FileSystemException(to.getParent() + " is on another file system than the rest of the store");
        }
        Durable.forceDirectory(to.getParent());
    }

    private IOException failure(String what, IOException cause) {
        return new IOException(
                "cannot " + what + " " + root + ": " + FileProblem.words(cause)
                        + ". Results need a directory that this process may write, with space left; it is chosen with"
                        + " results.dir.",
                cause);
    }
}
