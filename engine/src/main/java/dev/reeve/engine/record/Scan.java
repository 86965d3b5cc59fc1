package dev.reeve.engine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads what {@link Bytes} wrote. */
final class Scan {
    private final byte[] array;
    private int at;
    private final int end;

    Scan(byte[] array, int from, int end) {
        this.array = array;
        this.at = from;
        this.end = end;
    }

    Scan(byte[] array) {
        this(array, 0, array.length);
    }

    boolean hasMore() {
        return at < end;
    }

    int octet() throws DamagedRecordException {
        if (at >= end) {
            throw new DamagedRecordException("it ends where more was expected");
        }
        return array[at++] & 0xFF;
    }

    long number() throws DamagedRecordException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = octet();
            value |= (long) (part & 0x7F) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new DamagedRecordException("a number has no end");
    }

    int index() throws DamagedRecordException {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new DamagedRecordException("the number " + value + " is out of range");
        }
        return (int) value;
    }

    long signed() throws DamagedRecordException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    Instant instant() throws DamagedRecordException {
        try {
            return Instant.ofEpochSecond(signed(), number());
        } catch (DateTimeException | ArithmeticException e) {
            throw new DamagedRecordException("a time is out of range");
        }
    }

    String text() throws DamagedRecordException {
        long head = number();
        long bytes = (head & 1) == 0 ? head >>> 1 : head & ~1L;
        if (bytes < 0 || bytes > end - at) {
            throw new DamagedRecordException("a text is longer than what is left");
        }
        String text;
        if ((head & 1) == 0) {
            text = new String(array, at, (int) bytes, UTF_8);
        } else {
            char[] chars = new char[(int) bytes / 2]; // UTF_16BE would replace the very chars this is for
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) ((array[at + 2 * i] & 0xFF) << 8 | array[at + 2 * i + 1] & 0xFF);
            }
            text = new String(chars);
        }
        at += (int) bytes;
        return text;
    }

    byte[] bytes(int count) throws DamagedRecordException {
        if (count < 0 || count > end - at) {
            throw new DamagedRecordException("it ends where more was expected");
        }
        byte[] bytes = new byte[count];
        System.arraycopy(array, at, bytes, 0, count);
        at += count;
        return bytes;
    }
}
