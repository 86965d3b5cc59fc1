package dev.reeve.engine.progress;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Takes bytes and hands on whole lines. Thread-safe. */
final class LineStream extends OutputStream {
    private final Consumer<byte[]> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** @param lines gets one or more whole lines at a time, or what there is of the last one */
    LineStream(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        begun.write(b);
        if (b == '\n') {
            handOn();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        int end = from + length;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        if (end > from) {
            begun.write(bytes, from, end - from);
            handOn();
        }
        begun.write(bytes, end, from + length - end);
    }

    /** Hands on the last line, with its line break if it has begun without one. */
    synchronized void finish() {
        if (begun.size() > 0) {
            begun.write('\n');
            handOn();
        }
    }

    private void handOn() {
        lines.accept(begun.toByteArray());
        begun.reset();
    }
}
