package dev.reeve.cluster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message of ours field by field, to be read in the same order by {@link MessageReader}: Java's serialization
 * tells of every class each time, which costs more than all else about a call. Not thread-safe.
 */
final class MessageWriter {
    private static final int NARROW = 0;
    private static final int WIDE = 1;
    private static final int NONE = 2;
    private static final int LARGEST_NARROW = 0xFF;

    private byte[] buffer = new byte[512];
    private int length;

    private int room(int more) {
        if (more > buffer.length - length) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, more), (int) Math.min(2L * length, 1 << 30)));
        }
        int at = length;
        length += more;
        return at;
    }

    /** A small number, 0 to 255: which of several things follows. */
    MessageWriter kind(int value) {
        int at = room(1);
        buffer[at] = (byte) value;
        return this;
    }

    MessageWriter flag(boolean value) {
        return kind(value ? 1 : 0);
    }

    MessageWriter number(int value) {
        int at = room(Integer.BYTES);
        for (int i = 0; i < Integer.BYTES; i++) {
            buffer[at + i] = (byte) (value >>> (Byte.SIZE * i));
        }
        return this;
    }

    MessageWriter large(long value) {
        return number((int) value).number((int) (value >>> Integer.SIZE));
    }

    MessageWriter bytes(byte[] value) {
        number(value.length);
        int at = room(value.length);
        System.arraycopy(value, 0, buffer, at, value.length);
        return this;
    }

    /** Text as it is, half surrogates and all; null is one of its values. */
    MessageWriter text(@Nullable String value) {
        if (value == null) {
            return kind(NONE);
        }
        boolean narrow = value.chars().allMatch(c -> c <= LARGEST_NARROW);
        kind(narrow ? NARROW : WIDE).number(value.length());
        int at = room(Math.multiplyExact(value.length(), narrow ? 1 : 2));
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            buffer[at++] = (byte) c;
            if (!narrow) {
                buffer[at++] = (byte) (c >>> Byte.SIZE);
            }
        }
        return this;
    }

    MessageWriter texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    byte[] written() {
        return Arrays.copyOf(buffer, length);
    }
}
