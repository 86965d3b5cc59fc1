package dev.reeve.engine.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What a record is made of: after eight bytes that say so and four of the format's number, frames. A frame is the
 * length of its content in four bytes, the CRC-32C of length and content in four, the content, whose first byte is its
 * kind, and the length once more, so that the last frame can be found from the end.
 */
final class Frames {
    /** The format that is written. All formats up to it are read. */
    static final int FORMAT = 1;

    static final int START = 12;
    static final int AROUND = 12;

    // kinds of frames; part of the format
    static final byte OPENING = 1;
    static final byte STRUCTURE = 2;
    static final byte EVENTS = 3;
    static final byte REST = 4;
    static final byte INCOMPLETE = 5;
    static final byte FAILURE = 6;
    static final byte PLAN = 7;
    static final byte ANSWER = 8;
    static final byte REPLY = 9;
    static final byte CALLED = 10;

    private static final long MAGIC = 0x52_45_45_56_45_52_55_4EL; // REEVERUN

    private Frames() {}

    /** How a record begins. */
    static byte[] start() {
        return ByteBuffer.allocate(START).putLong(MAGIC).putInt(FORMAT).array();
    }

    /** Why these are not the first bytes of a record that this version reads; empty if they are. */
    static String problem(byte[] start) {
        if (start.length < START) {
            return "it ends after " + start.length + " bytes, before it says what it is";
        }
        ByteBuffer bytes = ByteBuffer.wrap(start);
        if (bytes.getLong() != MAGIC) {
            return "it does not begin as a record of a run does";
        }
        int format = bytes.getInt();
        return format >= 1 && format <= FORMAT
                ? ""
                : "it is of format " + format + ", and this version of Reeve reads up to " + FORMAT
                        + "; use the version that wrote it, or a later one";
    }

    /** The bytes of a frame. */
    static byte[] frame(byte kind, byte[] content, int from, int count) {
        int length = count + 1;
        ByteBuffer frame = ByteBuffer.allocate(length + AROUND);
        frame.putInt(0, length);
        frame.put(8, kind);
        frame.put(9, content, from, count);
        frame.putInt(4, check(length, frame.array(), 8, length));
        frame.putInt(8 + length, length);
        return frame.array();
    }

    static byte[] frame(byte kind, Bytes content) {
        return frame(kind, content.array, 0, content.length);
    }

    static int check(int length, byte[] bytes, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(length >>> 24);
        crc.update(length >>> 16);
        crc.update(length >>> 8);
        crc.update(length);
        crc.update(bytes, from, count);
        return (int) crc.getValue();
    }
}
