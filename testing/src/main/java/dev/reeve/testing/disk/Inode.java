package dev.reeve.testing.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A file or directory: what programs see of it, and what a power cut leaves. */
final class Inode {
    private record Write(long position, byte[] bytes) {}

    final boolean directory;
    /** What a directory holds, as programs see it. */
    final TreeMap<String, Inode> entries = new TreeMap<>();
    /** What a directory holds after a power cut. */
    final TreeMap<String, Inode> forcedEntries = new TreeMap<>();

    private byte[] bytes = new byte[0];
    private byte[] forced = new byte[0];
    private final List<Write> unforced = new ArrayList<>();
    long modified;

    Inode(boolean directory, long now) {
        this.directory = directory;
        this.modified = now;
    }

    int size() {
        return bytes.length;
    }

    /** What is in it; each write puts another array in the place of this one. */
    byte[] bytes() {
        return bytes;
    }

    void write(long position, byte[] added) {
        Write write = new Write(position, added);
        bytes = with(bytes, write, added.length);
        unforced.add(write);
    }

    void truncate(int size) {
        bytes = Arrays.copyOf(bytes, Math.min(size, bytes.length));
        forced = Arrays.copyOf(forced, Math.min(size, forced.length));
        unforced.clear();
        unforced.add(new Write(0, bytes));
    }

    void force() {
        forced = bytes;
        unforced.clear();
    }

    /** Changes one bit; as often one of the end, where what matters is, as one of the whole. */
    void rot(SplittableRandom random) {
        if (bytes.length > 0) {
            bytes = bytes.clone();
            int last = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 24);
            bytes[bytes.length - 1 - random.nextInt(last)] ^= (byte) (1 << random.nextInt(8));
            forced = bytes;
            unforced.clear();
        }
    }

    /** What was not forced is lost in part: some writes are there, the last of them cut off or zeroes. */
    void powerCut(SplittableRandom random) {
        int kept = unforced.isEmpty() ? 0 : random.nextInt(unforced.size() + 1);
        for (int i = 0; i < kept; i++) {
            Write write = unforced.get(i);
            boolean torn = i == kept - 1 && random.nextBoolean();
            int whole = torn ? random.nextInt(write.bytes().length + 1) : write.bytes().length;
            forced = with(forced, write, torn && random.nextBoolean() ? -whole : whole);
        }
        unforced.clear();
        bytes = forced;
        entries.clear();
        entries.putAll(forcedEntries);
    }

    /** {@code count} bytes of it are there; negative: as many are zeroes. */
    private static byte[] with(byte[] before, Write write, int count) {
        int length = Math.abs(count);
        byte[] after = Arrays.copyOf(before, Math.max(before.length, (int) write.position() + length));
        if (count >= 0) {
            System.arraycopy(write.bytes(), 0, after, (int) write.position(), length);
        } else {
            Arrays.fill(after, (int) write.position(), (int) write.position() + length, (byte) 0);
        }
        return after;
    }
}
