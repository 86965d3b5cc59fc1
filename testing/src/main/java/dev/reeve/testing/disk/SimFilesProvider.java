package dev.reeve.testing.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations on the files of a simulated disk. Each takes a step of the world, and may fail as the disk does. */
final class SimFilesProvider extends FileSystemProvider {
    private final SimDisk disk;

    SimFilesProvider(SimDisk disk) {
        this.disk = disk;
    }

    private static SimPath path(Path path) {
        return (SimPath) path.toAbsolutePath();
    }

    Inode existing(Path path) throws IOException {
        Inode inode = disk.find(path(path).parts);
        if (inode == null) {
            throw new NoSuchFileException(path.toString());
        }
        return inode;
    }

    private Inode parent(Path path) throws IOException {
        Path above = path(path).getParent();
        if (above == null) {
            throw new FileSystemException(path.toString(), null, "the root");
        }
        Inode parent = existing(above);
        if (!parent.directory) {
            throw new NotDirectoryException(above.toString());
        }
        return parent;
    }

    @Override
    public String getScheme() {
        return "sim";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException("a simulated disk has no address");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("a simulated disk has no address");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("a simulated disk has no address");
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return disk.world().whole(() -> {
            disk.step("open", path(path));
            Inode inode = disk.find(path(path).parts);
            boolean creates =
                    options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW);
            if (inode != null && options.contains(StandardOpenOption.CREATE_NEW)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            if (inode == null && creates) {
                inode = new Inode(false, disk.now());
                disk.set(parent(path), path(path).name(), inode);
            }
            if (inode == null) {
                throw new NoSuchFileException(path.toString());
            }
            boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
            if (writes && inode.directory) {
                throw new FileSystemException(path.toString(), null, "is a directory");
            }
            if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                inode.truncate(0);
            }
            return new SimChannel(disk, path(path), inode, options.contains(StandardOpenOption.APPEND));
        });
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return disk.world().whole(() -> {
            disk.step("list", path(path));
            Inode inode = existing(path);
            if (!inode.directory) {
                throw new NotDirectoryException(path.toString());
            }
            List<Path> found = new ArrayList<>();
            for (String name : inode.entries.keySet()) {
                Path entry = path.resolve(name);
                if (filter.accept(entry)) {
                    found.add(entry);
                }
            }
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    return found.iterator();
                }

                @Override
                public void close() {}
            };
        });
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        disk.world().whole(() -> {
            disk.step("make", path(path));
            Inode parent = parent(path);
            if (parent.entries.containsKey(path(path).name())) {
                throw new FileAlreadyExistsException(path.toString());
            }
            disk.set(parent, path(path).name(), new Inode(true, disk.now()));
            return null;
        });
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.world().whole(() -> {
            disk.step("delete", path(path));
            if (!existing(path).entries.isEmpty()) {
                throw new DirectoryNotEmptyException(path.toString());
            }
            disk.set(parent(path), path(path).name(), null);
            return null;
        });
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        disk.world().whole(() -> {
            disk.step("rename", path(source));
            existing(source);
            Inode to = parent(target);
            Inode there = to.entries.get(path(target).name());
            if (there != null && !List.of(options).contains(StandardCopyOption.REPLACE_EXISTING)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            disk.move(parent(source), path(source).name(), to, path(target).name());
            return null;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("nothing is copied on a simulated disk");
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path(path).equals(path(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException("a simulated disk has no file store");
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk.world().whole(() -> {
            existing(path);
            return null;
        });
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return type.equals(BasicFileAttributeView.class) ? type.cast(new SimTimes(this, path)) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(new SimAttributes(existing(path)));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException("attributes by name are not simulated");
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException("attributes are not changed on a simulated disk");
    }
}
