package dev.reeve.engine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.engine.secret.Masking;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Bytes that are being written: numbers in as few bytes as they need, the low seven bits first. */
final class Bytes {
    /** Volatile, for whoever is told that a part of it is written may read that part while the rest is written. */
    volatile byte[] array;

    int length;

    Bytes(int capacity) {
        this.array = new byte[capacity];
    }

    private void room(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }

    void octet(int value) {
        room(1);
        array[length++] = (byte) value;
    }

    /** A number that is mostly small and not negative. */
    void number(long value) {
        room(10);
        byte[] to = array;
        int at = length;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        length = at;
    }

    /** A number that is mostly near zero. */
    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    void instant(Instant at) {
        signed(at.getEpochSecond());
        number(at.getNano());
    }

    void span(Duration span) {
        signed(span.toSeconds());
        number(span.toNanosPart());
    }

    /** A text, to the last char: one with half a surrogate pair, which UTF-8 cannot say, char by char. */
    void text(String text) {
        if (broken(text)) {
            number((long) text.length() << 1 | 1);
            room(text.length() * 2);
            for (int i = 0; i < text.length(); i++) {
                array[length++] = (byte) (text.charAt(i) >> 8);
                array[length++] = (byte) text.charAt(i);
            }
        } else {
            byte[] utf8 = text.getBytes(UTF_8);
            number((long) utf8.length << 1);
            bytes(utf8, 0, utf8.length);
        }
    }

    /**
     * A text that a task, an exception or a person said, so that anything may be in it. All such texts of a record pass
     * through here, and nothing else does: what must not be in a record is to be taken out in this place.
     */
    void said(String text) {
        text(Masking.ofThisProcess().mask(text));
    }

    void bytes(byte[] bytes, int from, int count) {
        room(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
    }

    private static boolean broken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    byte[] toArray() {
        return Arrays.copyOf(array, length);
    }
}
