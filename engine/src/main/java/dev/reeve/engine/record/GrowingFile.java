package dev.reeve.engine.record;

import dev.reeve.engine.store.Directories;
import dev.reeve.engine.store.Durable;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written at its end. Once it is forced its name is on the disk, too. */
final class GrowingFile implements RecordStorage.Appender {
    private final Path path;
    private final Directories directories;
    private final End end;
    private boolean named;

    private GrowingFile(Path path, Directories directories, End end) {
        this.path = path;
        this.directories = directories;
        this.end = end;
    }

    /** One that was just made and is empty. */
    static GrowingFile open(Path path, Directories directories) throws IOException {
        return new GrowingFile(path, directories, end(path));
    }

    /** One that there is, without what is beyond that length. */
    static GrowingFile reopen(Path path, Directories directories, long length) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        GrowingFile file = open(path, directories);
        try {
            file.truncate(length);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        end.write(bytes, from, count);
    }

    @Override
    public void force() throws IOException {
        end.force();
        if (!named) { // also one that was there: whoever made it may have been killed before this
            directories.create(path.getParent());
            Durable.forceDirectory(path.getParent());
            named = true;
        }
    }

    @Override
    public void truncate(long length) throws IOException {
        end.cut(length);
    }

    @Override
    public void close() throws IOException {
        end.close();
    }

    /** Where bytes go. */
    private interface End extends Closeable {
        void write(byte[] bytes, int from, int count) throws IOException;

        void force() throws IOException;

        /** Goes on from that length. */
        void cut(long length) throws IOException;
    }

    /** A channel only where there is nothing else: an interrupt of the thread that writes closes a file's. */
    private static End end(Path path) throws IOException {
        return path.getFileSystem().equals(FileSystems.getDefault())
                ? new Uninterrupted(new RandomAccessFile(path.toFile(), "rw"))
                : new Channel(FileChannel.open(path, StandardOpenOption.WRITE));
    }

    private record Uninterrupted(RandomAccessFile file) implements End {
        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(bytes, from, count);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void cut(long length) throws IOException {
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

    private record Channel(FileChannel channel) implements End {
        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes, from, count);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(true);
        }

        @Override
        public void cut(long length) throws IOException {
            if (channel.size() > length) {
                channel.truncate(length);
            }
            channel.position(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
