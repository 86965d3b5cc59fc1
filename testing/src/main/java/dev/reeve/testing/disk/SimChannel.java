package dev.reeve.testing.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open simulated file. What it writes goes in pieces, between which others go on and a process may crash. */
final class SimChannel extends FileChannel {
    private final SimDisk disk;
    private final SimPath path;
    private final Inode inode;
    private final boolean appends;
    private long position;

    SimChannel(SimDisk disk, SimPath path, Inode inode, boolean appends) {
        this.disk = disk;
        this.path = path;
        this.inode = inode;
        this.appends = appends;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = read(into, position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public int read(ByteBuffer into, long from) throws IOException {
        return disk.world().whole(() -> {
            disk.step("read", path);
            byte[] bytes = inode.bytes();
            if (from >= bytes.length) {
                return -1;
            }
            int count = Math.min(into.remaining(), bytes.length - (int) from);
            into.put(bytes, (int) from, count);
            return count;
        });
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += Math.max(0, read(into[i]));
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int written = write(from, appends ? inode.size() : position);
        position = appends ? inode.size() : position + written;
        return written;
    }

    @Override
    public int write(ByteBuffer from, long to) throws IOException {
        return disk.world().whole(() -> {
            int written = 0;
            while (from.hasRemaining()) {
                disk.step("write", path);
                byte[] piece = new byte[Math.min(disk.world().piece(), from.remaining())];
                from.get(piece);
                inode.write(to + written, piece);
                inode.modified = disk.now();
                written += piece.length;
            }
            return written;
        });
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += write(from[i]);
        }
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return inode.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        return disk.world().whole(() -> {
            disk.step("cut", path);
            inode.truncate((int) size);
            position = Math.min(position, size);
            return this;
        });
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.world().whole(() -> {
            disk.step("force", path);
            if (disk.isCalm()) {
                disk.force(inode);
                return null;
            }
            disk.world().forcing(path.toString());
            disk.force(inode);
            disk.world().forced(path.toString());
            return null;
        });
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel to) {
        throw new UnsupportedOperationException("nothing is transferred on a simulated disk");
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long to, long count) {
        throw new UnsupportedOperationException("nothing is transferred on a simulated disk");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException("nothing is mapped on a simulated disk");
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException("nobody waits for a lock on a simulated disk");
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException("nothing is locked on a simulated disk");
    }

    @Override
    protected void implCloseChannel() {}
}
