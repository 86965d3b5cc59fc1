package dev.reeve.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link MessageWriter} wrote, in the same order. Not thread-safe. */
final class MessageReader {
    private final byte[] buffer;
    private final ClassLoader loader;
    private int at;

    /** {@code loader} finds the classes that are named in it. */
    MessageReader(byte[] message, ClassLoader loader) {
        this.buffer = message;
        this.loader = loader;
    }

    ClassLoader loader() {
        return loader;
    }

    private int take(int bytes) throws IOException {
        if (bytes < 0 || bytes > buffer.length - at) {
            throw new IOException("a message of " + buffer.length + " bytes ends before all of it was read");
        }
        int from = at;
        at += bytes;
        return from;
    }

    int kind() throws IOException {
        return buffer[take(1)] & 0xFF;
    }

    boolean flag() throws IOException {
        return kind() == 1;
    }

    int number() throws IOException {
        int from = take(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value |= (buffer[from + i] & 0xFF) << (Byte.SIZE * i);
        }
        return value;
    }

    long large() throws IOException {
        long low = Integer.toUnsignedLong(number());
        return low | (long) number() << Integer.SIZE;
    }

    byte[] bytes() throws IOException {
        int length = number();
        int from = take(length);
        return Arrays.copyOfRange(buffer, from, from + length);
    }

    /** Text that is there. */
    String text() throws IOException {
        String text = textIfAny();
        if (text == null) {
            throw new IOException("a message has no text where one has to be");
        }
        return text;
    }

    @Nullable
    String textIfAny() throws IOException {
        int kind = kind();
        if (kind == 2) {
            return null;
        }
        int width = kind + 1;
        int length = number();
        int from = take(Math.multiplyExact(length, width));
        char[] text = new char[length];
        for (int i = 0; i < text.length; i++, from += width) {
            int high = width == 1 ? 0 : (buffer[from + 1] & 0xFF) << Byte.SIZE;
            text[i] = (char) (high | buffer[from] & 0xFF);
        }
        return new String(text);
    }

    /** How many of something follow, each of which has one byte at least. */
    int count() throws IOException {
        int count = number();
        if (count < 0 || count > buffer.length - at) {
            throw new IOException("a message says that " + count + " things follow, which cannot be");
        }
        return count;
    }

    List<String> texts() throws IOException {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }
}
