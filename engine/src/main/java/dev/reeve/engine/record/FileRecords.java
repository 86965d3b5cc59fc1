package dev.reeve.engine.record;

import dev.reeve.engine.store.Directories;
import dev.reeve.engine.store.Durable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
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
import java.util.stream.Stream;

/** Records as files of a directory, which is made when the first one is written. */
final class FileRecords implements RecordStorage {
    private final Path root;
    private final FileLocks locks;
    private final Directories directories;

    FileRecords(Path directory) {
        this.root = directory.toAbsolutePath().normalize();
        this.locks = new FileLocks(root);
        this.directories = new Directories(root);
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public List<String> names(String directory, String ending) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve(directory))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .forEach(names::add);
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
        return new Growing(file, directories, 0, true);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        return new Growing(root.resolve(name), directories, length, false);
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
        Path written = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Durable.writeNew(written, bytes);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        Durable.forceDirectory(file.getParent());
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(root.resolve(name));
    }

    @Override
    public boolean touch(String name) throws IOException {
        try {
            Files.setLastModifiedTime(root.resolve(name), FileTime.from(Instant.now()));
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

    /** Not a channel, which an interrupt of the thread that writes would close. */
    private static final class Growing implements Appender {
        private final Path path;
        private final Directories directories;
        private final RandomAccessFile file;
        private boolean named;

        private Growing(Path path, Directories directories, long length, boolean created) throws IOException {
            this.path = path;
            this.directories = directories;
            if (!created && !Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            this.file = new RandomAccessFile(path.toFile(), "rw");
            if (!created) {
                truncate(length);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(bytes, from, count);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
            if (!named) { // also one that was there: whoever made it may have been killed before this
                directories.create(path.getParent());
                Durable.forceDirectory(path.getParent());
                named = true;
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            if (file.length() > length) {
                file.setLength(length);
            }
            file.seek(length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
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
