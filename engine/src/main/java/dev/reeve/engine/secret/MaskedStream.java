package dev.reeve.engine.secret;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Hands on text with all secrets hidden: what was written since the last flush is looked at as one, so a secret must be
 * written in one go to be found. Until a secret is known, bytes pass as they are. Thread-safe.
 */
public final class MaskedStream extends OutputStream {
    /** More than this many bytes are not kept to be looked at as one. */
    private static final int MOST = 1 << 20;

    private final PrintStream to;
    private final Masking masking;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private MaskedStream(PrintStream to, Masking masking) {
        this.to = to;
        this.masking = masking;
    }

    /** A stream of the same character set before that one, which flushes each line. */
    public static PrintStream before(PrintStream to, Masking masking) {
        return new PrintStream(new MaskedStream(to, masking), true, to.charset());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (masking.idle() && kept.size() == 0) {
            to.write(bytes, from, length);
            return;
        }
        kept.write(bytes, from, length);
        if (kept.size() > MOST) {
            handOn();
        }
    }

    private void handOn() {
        if (kept.size() > 0) {
            byte[] bytes = kept.toByteArray();
            kept.reset();
            String text = new String(bytes, to.charset());
            String masked = masking.mask(text);
            byte[] shown = masked.equals(text) ? bytes : masked.getBytes(to.charset());
            to.write(shown, 0, shown.length);
        }
    }

    /**
     * @throws IOException if the stream behind cannot be written, as of a full disk
     */
    @Override
    public synchronized void flush() throws IOException {
        handOn();
        if (to.checkError()) {
            throw new IOException("not all could be written");
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        to.close();
    }
}
