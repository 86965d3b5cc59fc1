package dev.reeve.engine.store;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Changes of files that are on the disk when they return, not only in the operating system's memory. */
public final class Durable {
    /** Windows opens no directory, and writes its entries through by itself. */
    private static final boolean DIRECTORIES_CAN_BE_FORCED = File.separatorChar == '/';

    private Durable() {}

    /**
     * Writes a new file and forces it. Through a stream, because a channel fails on a thread that was interrupted: a task
     * that is told to stop would lose the result it has.
     */
    public static void writeNew(Path file, byte[] bytes) throws IOException {
        Files.createFile(file);
        if (!file.getFileSystem()
                .equals(FileSystems.getDefault())) { // has channels only, and its own word on interrupts
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            return;
        }
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    /** Writes at the end of a file, which is made if it is not there, in one piece; on the disk if {@code force}. */
    public static void append(Path file, byte[] bytes, boolean force) throws IOException {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                channel.write(ByteBuffer.wrap(bytes));
                if (force) {
                    channel.force(true);
                }
            }
            return;
        }
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(bytes);
            if (force) {
                out.getFD().sync();
            }
        }
    }

    /**
     * Forces what was written to a file, by whoever wrote it.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static void force(Path file) throws IOException {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return;
        }
        if (!Files.exists(file)) { // which would be made
            throw new NoSuchFileException(file.toString());
        }
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.getFD().sync();
        }
    }

    /** Makes a directory and those above it, each with its entry in the one above forced. */
    public static void createDirectories(@Nullable Path directory) throws IOException {
        if (directory == null || Files.isDirectory(directory)) {
            return;
        }
        createDirectories(directory.getParent());
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) { // else another writer was faster
                throw e;
            }
        }
        forceDirectory(directory.getParent());
    }

    /** Forces what was renamed into a directory or removed from it. */
    public static void forceDirectory(@Nullable Path directory) throws IOException {
        if (directory == null || !DIRECTORIES_CAN_BE_FORCED) {
            return;
        }
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted =
                            true; // only a channel opens a directory; the next turn clears the flag and tries again
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
