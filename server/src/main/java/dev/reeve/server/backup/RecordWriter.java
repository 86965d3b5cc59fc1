package dev.reeve.server.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes records: after a line that says what the file is, gzip of letter, length and bytes of each, and at the end a hash
 * of all of them, so that what breaks off is seen.
 */
final class RecordWriter {
    static final String HEAD = "reeve backup ";
    static final int FORMAT = 1;
    static final int LONGEST = 1 << 16;
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final GZIPOutputStream packed;
    private final DataOutputStream out;
    private final MessageDigest hash = hash();

    RecordWriter(OutputStream stream) throws IOException {
        stream.write((HEAD + FORMAT + "\n").getBytes(StandardCharsets.US_ASCII));
        packed = new GZIPOutputStream(stream, LONGEST);
        out = new DataOutputStream(packed);
    }

    static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) { // every JVM has it
            throw new IllegalStateException(e);
        }
    }

    static void update(MessageDigest hash, RecordKind kind, byte[] bytes, int length) {
        hash.update(kind.letter());
        hash.update(ByteBuffer.allocate(4).putInt(length).array());
        hash.update(bytes, 0, length);
    }

    void write(RecordKind kind, Object content) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(content);
        write(kind, bytes, bytes.length);
    }

    private void write(RecordKind kind, byte[] bytes, int length) throws IOException {
        update(hash, kind, bytes, length);
        put(kind, bytes, length);
    }

    private void put(RecordKind kind, byte[] bytes, int length) throws IOException {
        out.writeByte(kind.letter());
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    /** What is written there becomes records of rows. Closing it writes the last one. */
    OutputStream rows() {
        return new OutputStream() {
            private final byte[] buffer = new byte[LONGEST];
            private int length;

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                int at = from;
                while (at < from + count) {
                    int now = Math.min(buffer.length - length, from + count - at);
                    System.arraycopy(bytes, at, buffer, length, now);
                    length += now;
                    at += now;
                    if (length == buffer.length) {
                        close();
                    }
                }
            }

            @Override
            public void close() throws IOException {
                if (length > 0) {
                    RecordWriter.this.write(RecordKind.ROWS, buffer, length);
                    length = 0;
                }
            }
        };
    }

    /** The stream stays open. */
    void end() throws IOException {
        byte[] sum = hash.digest();
        put(RecordKind.CHECKSUM, sum, sum.length);
        out.flush();
        packed.finish();
    }
}
