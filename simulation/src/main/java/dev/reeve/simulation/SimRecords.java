package dev.reeve.simulation;

import dev.reeve.engine.record.RecordStorage;
import dev.reeve.engine.store.Directories;
import dev.reeve.engine.store.Durable;
import dev.reeve.simulation.world.SimProcess;
import dev.reeve.simulation.world.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records of runs as files of a simulated disk, for one process. Does what the engine's own files do, in the same order;
 * locks are a table that the processes of a world share.
 */
final class SimRecords implements RecordStorage {
    private final Path root;
    private final SimProcess process;
    private final World world;
    private final Map<String, SimProcess> locks;
    private final Directories directories;
    /** How many files were written whole: each is a file of its own until it is. */
    private int unfinished;

    SimRecords(Path root, SimProcess process, World world, Map<String, SimProcess> locks) {
        this.root = root;
        this.process = process;
        this.world = world;
        this.locks = locks;
        this.directories = new Directories(root);
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public List<String> names(String directory, String ending) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory.isEmpty() ? root : root.resolve(directory))) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(ending)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return names;
        }
        return names;
    }

    @Override
    public Appender create(String name) throws IOException {
        Path file = root.resolve(name);
        try {
            return new Growing(file, directories, 0, true);
        } catch (NoSuchFileException e) {
            directories.create(file.getParent());
            return new Growing(file, directories, 0, true);
        }
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        return new Growing(root.resolve(name), directories, length, false);
    }

    @Override
    public Optional<Content> open(String name) throws IOException {
        try {
            return Optional.of(new Opened(FileChannel.open(root.resolve(name), StandardOpenOption.READ)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void writeWhole(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        directories.create(file.getParent());
        Path written = file.resolveSibling(file.getFileName() + "." + process.name() + "-" + ++unfinished + ".tmp");
        try {
            Files.deleteIfExists(written);
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
    public boolean touch(String name) {
        return exists(name);
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
    public Optional<Lock> lock(String name) {
        world.step();
        if (locked(name)) {
            return Optional.empty();
        }
        locks.put(name, process);
        return Optional.of(() -> locks.remove(name, process));
    }

    @Override
    public boolean locked(String name) {
        SimProcess holder = locks.get(name);
        return holder != null && holder.alive();
    }

    private static final class Growing implements Appender {
        private final Path path;
        private final Directories directories;
        private final FileChannel file;
        private boolean named;

        private Growing(Path path, Directories directories, long length, boolean created) throws IOException {
            this.path = path;
            this.directories = directories;
            this.file = created
                    ? FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    : FileChannel.open(path, StandardOpenOption.WRITE);
            if (!created) {
                truncate(length);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(ByteBuffer.wrap(bytes, from, count));
        }

        @Override
        public void force() throws IOException {
            file.force(true);
            if (!named) {
                directories.create(path.getParent());
                Durable.forceDirectory(path.getParent());
                named = true;
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            if (file.size() > length) {
                file.truncate(length);
            }
            file.position(length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private record Opened(FileChannel file) implements Content {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public byte[] read(long from, int count) throws IOException {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(count, file.size() - from))];
            file.read(ByteBuffer.wrap(bytes), from);
            return bytes;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
