package dev.reeve.engine.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Goes through the frames of a record, up to its end or to the first thing in it that is not what was written. */
final class FrameScan {
    private static final int AHEAD = 1 << 20;

    private final RecordStorage.Content file;
    private final long size;
    private byte[] buffer = new byte[0];
    private long bufferAt;
    private long at;
    private String damage = "";
    private boolean cutOff;

    /** One frame: its kind, and its content without it. */
    record Frame(byte kind, Scan content) {}

    FrameScan(RecordStorage.Content file) throws IOException {
        this.file = file;
        this.size = file.size();
        damage = Frames.problem(bytes(0, (int) Math.min(size, Frames.START)));
        at = damage.isEmpty() ? Frames.START : 0;
    }

    /** Where the last whole frame ended; 0 if it is no record. */
    long at() {
        return at;
    }

    /** What is wrong with what follows {@link #at()}; empty if nothing is. */
    String damage() {
        return damage;
    }

    /** Whether all there is could be read. */
    boolean whole() {
        return damage.isEmpty() && at == size;
    }

    /** The next frame; null at the end, and where something is damaged. */
    @Nullable
    Frame next() throws IOException {
        if (!damage.isEmpty() || at == size) {
            return null;
        }
        if (size - at < Frames.AROUND + 1) {
            return cutOff("is cut off after " + (size - at) + " bytes");
        }
        int length = ByteBuffer.wrap(bytes(at, 4)).getInt();
        if (length < 1) {
            return damaged("has a length of " + length);
        }
        if (size - at < (long) length + Frames.AROUND) {
            return cutOff("has " + (size - at) + " of " + ((long) length + Frames.AROUND) + " bytes");
        }
        load(at, length + Frames.AROUND);
        int from = (int) (at - bufferAt);
        ByteBuffer around = ByteBuffer.wrap(buffer);
        if (around.getInt(from + 4) != Frames.check(length, buffer, from + 8, length)
                || around.getInt(from + 8 + length) != length) {
            return damaged("is not what was written (another checksum)");
        }
        at += length + Frames.AROUND;
        return new Frame(buffer[from + 8], new Scan(buffer, from + 9, from + 8 + length));
    }

    /** Whether there is nothing but a beginning that was cut off while it was written. */
    static boolean saysNothing(RecordStorage.Content file) throws IOException {
        if (file.size() < Frames.START) {
            return true;
        }
        FrameScan scan = new FrameScan(file);
        boolean begun = scan.damage.isEmpty();
        return begun && scan.next() == null && (scan.damage.isEmpty() || scan.cutOff);
    }

    private @Nullable Frame cutOff(String what) {
        cutOff = true;
        return damaged(what);
    }

    private @Nullable Frame damaged(String what) {
        damage = "the frame at byte " + at + " of " + size + " " + what;
        return null;
    }

    /** The content of the last frame was not understood. */
    void refuse(Frame frame, long began, String what) {
        damage = "the frame of kind " + frame.kind() + " at byte " + began + " of " + size + " cannot be understood: "
                + what;
        at = began;
    }

    /** The last frame, found from the end; null if there is none that is whole. */
    static @Nullable Frame last(RecordStorage.Content file) throws IOException {
        FrameScan scan = new FrameScan(file);
        if (!scan.damage.isEmpty() || scan.size < Frames.START + Frames.AROUND + 1) {
            return null;
        }
        int length = ByteBuffer.wrap(scan.bytes(scan.size - 4, 4)).getInt();
        long from = scan.size - Frames.AROUND - length;
        if (length < 1 || from < Frames.START) {
            return null;
        }
        scan.at = from;
        return scan.next();
    }

    private byte[] bytes(long from, int count) throws IOException {
        load(from, count);
        int start = (int) (from - bufferAt);
        return Arrays.copyOfRange(buffer, start, start + count);
    }

    /** Makes sure that the buffer has these bytes. A frame's content stays valid, for the buffer is not reused. */
    private void load(long from, int count) throws IOException {
        if (from >= bufferAt && from + count <= bufferAt + buffer.length) {
            return;
        }
        buffer = file.read(from, (int) Math.min(size - from, Math.max(count, ahead)));
        bufferAt = from;
        ahead = AHEAD;
    }

    /** Little at first: who lists many records reads only the beginning and the end of each. */
    private int ahead = 4096;
}
