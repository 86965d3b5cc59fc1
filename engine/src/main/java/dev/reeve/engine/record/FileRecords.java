package dev.reeve.engine.record;

import dev.reeve.engine.store.Directories;
import dev.reeve.engine.store.Durable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Records as files of a directory, which is made when the first one is written. Thread-safe. */
public final class FileRecords implements RecordStorage {
    private final Path root;
    private final RecordLocks locks;
    private final Supplier<String> unfinished;
    private final Supplier<Instant> now;
    private final Directories directories;

    /**
     * Records on a disk that may be another machine's than this one's.
     *
     * @param locks that others who use the directory share
     * @param unfinished each time a part of a file's name that no other such file there has
     * @param now the time of that machine
     */
    public FileRecords(Path directory, RecordLocks locks, Supplier<String> unfinished, Supplier<Instant> now) {
        this.root = directory;
        this.locks = locks;
        this.unfinished = unfinished;
        this.now = now;
        this.directories = new Directories(root);
    }

    /** Records on this machine. */
    static FileRecords in(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        return new FileRecords(
                root, new FileLocks(root), () -> UUID.randomUUID().toString(), Instant::now);
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public List<String> names(String directory, String ending) throws IOException {
        List<String> names = new ArrayList<>();
        Path listed = directory.isEmpty() ? root : root.resolve(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(listed)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(ending)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return names;
        }
        return names;
    }

    @Override
    public Appender create(String name) throws IOException {
        Path file = root.resolve(name);
        try {
            Files.createFile(file);
        } catch (NoSuchFileException e) { // rarely, so that it is not asked each time
            directories.create(file.getParent());
            Files.createFile(file);
        }
        return GrowingFile.open(file, directories);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        return GrowingFile.reopen(root.resolve(name), directories, length);
    }

    @Override
    public Optional<Content> open(String name) throws IOException {
        try {
            return Optional.of(new Opened(Files.newByteChannel(root.resolve(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void writeWhole(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        directories.create(file.getParent());
        Path written = file.resolveSibling(file.getFileName() + "." + unfinished.get() + ".tmp");
        try {
            Durable.writeNew(written, bytes);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        Durable.forceDirectory(file.getParent());
    }

    @Override
    public boolean force(String name) throws IOException {
        Path file = root.resolve(name);
        try {
            Durable.force(file);
        } catch (NoSuchFileException e) {
            return false;
        }
        Durable.forceDirectory(file.getParent());
        return true;
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(root.resolve(name));
    }

    @Override
    public boolean touch(String name) throws IOException {
        try {
            Files.setLastModifiedTime(root.resolve(name), FileTime.from(now.get()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(root.resolve(name));
    }

    @Override
    public Instant modified(String name) throws IOException {
        return Files.getLastModifiedTime(root.resolve(name)).toInstant();
    }

    @Override
    public Optional<Lock> lock(String name) throws IOException {
        return locks.lock(name);
    }

    @Override
    public boolean locked(String name) throws IOException {
        return locks.locked(name);
    }

    private record Opened(SeekableByteChannel channel) implements Content {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public byte[] read(long from, int count) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(count);
            channel.position(from);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
