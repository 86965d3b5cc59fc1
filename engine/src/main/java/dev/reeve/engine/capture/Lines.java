package dev.reeve.engine.capture;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.function.Consumer;

/**
 * Makes lines of bytes. A line of more than {@value #LONGEST} characters is handed on in pieces. Lines are handed on by a
 * {@link Handing}. Thread-safe.
 */
final class Lines {
    static final int LONGEST = 16_384;

    private final Handing handing;
    private final Consumer<String> to;
    private final CharsetDecoder decoder;
    private final StringBuilder line = new StringBuilder();
    /** Whether what came before of this line was handed on. */
    private boolean cut;

    private ByteBuffer rest = ByteBuffer.allocate(0);

    Lines(Charset charset, Consumer<String> to, Handing handing) {
        this.handing = handing;
        this.to = to;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    void write(byte[] bytes, int from, int length) {
        add(bytes, from, length);
        handing.begin();
    }

    /** Hands on what there is of a last line, and waits until all is handed on. */
    void finish() {
        synchronized (this) {
            if (!line.isEmpty()) {
                end();
            }
        }
        handing.begin();
        handing.await();
    }

    private synchronized void add(byte[] bytes, int from, int length) {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length)
                .put(rest)
                .put(bytes, from, length)
                .flip();
        CharBuffer chars =
                CharBuffer.allocate((int) Math.ceil(all.remaining() * (double) decoder.maxCharsPerByte()) + 2);
        decoder.decode(all, chars, false);
        rest = ByteBuffer.allocate(all.remaining()).put(all).flip(); // of a character that is not whole yet
        chars.flip();
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c == '\n') {
                if (!cut || !line.isEmpty()) { // else the last piece was all that there was
                    end();
                }
                cut = false;
            } else {
                line.append(c);
                if (line.length() >= LONGEST && !Character.isHighSurrogate(c)) {
                    end();
                    cut = true;
                }
            }
        }
    }

    private void end() {
        int length = line.length();
        boolean windows = length > 0 && line.charAt(length - 1) == '\r';
        String taken = line.substring(0, windows ? length - 1 : length);
        handing.add(() -> give(taken));
        line.setLength(0);
    }

    /** A log that fails must not fail whoever prints, nor keep the lines after it. */
    @SuppressWarnings("EmptyCatch") // there is no place left to say it
    private void give(String taken) {
        try {
            Taker.handOn(() -> to.accept(taken));
        } catch (RuntimeException lost) {
            // an appender of the user's threw
        }
    }
}
