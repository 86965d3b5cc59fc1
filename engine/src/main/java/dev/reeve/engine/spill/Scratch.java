package dev.reeve.engine.spill;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Files of this process for what does not fit into memory. A file has no name once it is open, where the system knows
 * that: its space is free again when nobody refers to what is in it, and when the process ends, however it does. Thread-safe.
 */
public final class Scratch {
    private static final long PART = 256L << 20;
    private static final String BEGINNING = "reeve-";
    private static final String ENDING = ".spill";
    /** Whoever made a file since then may be about to take its name away. */
    private static final Duration JUST_MADE = Duration.ofHours(1);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path directory;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Part part;

    /** In that directory, which need not be there yet. */
    public Scratch(Path directory) {
        this.directory = directory;
    }

    /** Bytes, in memory or in a file. */
    @FunctionalInterface
    public interface Bytes {
        /** All of them. */
        byte[] read() throws IOException;

        /** Those in memory. */
        static Bytes of(byte[] bytes) {
            return () -> bytes;
        }
    }

    /** Writes bytes, which can be read as long as somebody refers to what this returns. */
    public Bytes write(byte[] bytes) throws IOException {
        Coding.Encoded all = new Coding.Encoded((byte) 0, bytes);
        lock.lock();
        try {
            Part open = open();
            long position = open.append(List.of(all), bytes.length);
            return () -> open.read(position, bytes.length);
        } finally {
            lock.unlock();
        }
    }

    private Part open() throws IOException {
        Part open = part;
        if (open == null || open.end > PART) {
            open = Part.in(directory);
            part = open;
        }
        return open;
    }

    /** Writes values one after the other. */
    Page write(Coding coding, int[] keys, List<Coding.Encoded> values) throws IOException {
        int[] ends = new int[keys.length];
        byte[] forms = new byte[keys.length];
        int end = 0;
        for (int i = 0; i < keys.length; i++) {
            end = Math.addExact(end, values.get(i).length());
            ends[i] = end;
            forms[i] = values.get(i).form();
        }
        lock.lock();
        try {
            Part open = open();
            long position = open.append(values, end);
            return new Page(open, position, coding, keys, ends, forms);
        } finally {
            lock.unlock();
        }
    }

    /** One of the files. */
    static final class Part {
        private final Path directory;
        private final RandomAccessFile file;
        private final ReentrantLock lock = new ReentrantLock();
        /** Where the next page begins. Guarded by the scratch's lock. */
        private long end;

        private Part(Path directory, RandomAccessFile file) {
            this.directory = directory;
            this.file = file;
        }

        /** A random-access file and no channel: an interrupt, which ends tasks, would close that for all. */
        static Part in(Path directory) throws IOException {
            if (POSIX) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
            removeLeft(directory);
            Path path = Files.createTempFile(directory, BEGINNING, ENDING); // for its owner only
            File name = path.toFile();
            RandomAccessFile file = new RandomAccessFile(name, "rw");
            if (!name.delete()) {
                name.deleteOnExit();
            }
            return new Part(directory, file);
        }

        /**
         * Files that kept their names: of a process that was killed in the moment before it took it away, or on a system that
         * does not know files without one. What another process has open cannot be removed there.
         */
        private static void removeLeft(Path directory) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, BEGINNING + "*" + ENDING)) {
                Instant recent = Instant.now().minus(JUST_MADE);
                for (Path file : files) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(recent)) {
                        Files.deleteIfExists(file);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                LoggerFactory.getLogger(Spill.class).debug("old files stay in {}", directory, e);
            }
        }

        Path directory() {
            return directory;
        }

        private long append(List<Coding.Encoded> values, int length) throws IOException {
            lock.lock();
            try {
                file.seek(end);
                byte[] small = new byte[Math.min(length, 1 << 16)];
                int filled = 0;
                for (Coding.Encoded value : values) {
                    int more = value.length();
                    if (filled > 0 && filled + more > small.length) {
                        file.write(small, 0, filled);
                        filled = 0;
                    }
                    if (more > small.length) {
                        file.write(value.bytes(), 0, more);
                    } else {
                        System.arraycopy(value.bytes(), 0, small, filled, more);
                        filled += more;
                    }
                }
                file.write(small, 0, filled);
                long begin = end;
                end += length;
                return begin;
            } finally {
                lock.unlock();
            }
        }

        byte[] read(long position, int length) throws IOException {
            byte[] bytes = new byte[length];
            lock.lock();
            try {
                file.seek(position);
                file.readFully(bytes);
                return bytes;
            } finally {
                lock.unlock();
            }
        }
    }
}
