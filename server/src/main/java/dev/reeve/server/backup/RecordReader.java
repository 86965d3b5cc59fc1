package dev.reeve.server.backup;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads what {@link RecordWriter} wrote, and refuses what is not whole. Trusts no length in it. */
final class RecordReader {
    private static final int LONGEST_HEAD = 40;
    /** Of a record that is JSON. */
    private static final int LONGEST = 16 << 20;

    private final DataInputStream in;
    private final MessageDigest hash = RecordWriter.hash();
    private @Nullable RecordKind ahead;
    private byte[] bytes = new byte[0];

    RecordReader(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
        requireFormat(head(buffered));
        try {
            in = new DataInputStream(new GZIPInputStream(buffered, 1 << 16));
        } catch (EOFException | ZipException e) {
            throw BackupException.torn();
        }
    }

    private static String head(InputStream stream) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int one = stream.read(); one >= 0 && one != '\n' && head.length() < LONGEST_HEAD; one = stream.read()) {
            head.append((char) one);
        }
        return head.toString();
    }

    private static void requireFormat(String head) {
        String number = head.startsWith(RecordWriter.HEAD) ? head.substring(RecordWriter.HEAD.length()) : "";
        if (!number.matches("\\d{1,6}")) {
            throw new BackupException("this is no backup of a Reeve server: it does not begin with \"reeve backup\"");
        }
        if (Integer.parseInt(number) > RecordWriter.FORMAT) {
            throw new BackupException("the backup has format " + number + ", and this release of Reeve reads "
                    + RecordWriter.FORMAT + ". Restore it with the release that made it, or a newer one");
        }
    }

    /** The next record, which stays the next one until it is taken. */
    RecordKind next() throws IOException {
        RecordKind known = ahead;
        if (known != null) {
            return known;
        }
        try {
            RecordKind kind = RecordKind.of(in.readUnsignedByte());
            int length = in.readInt();
            if (length < 0 || length > LONGEST) {
                throw BackupException.torn();
            }
            bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw BackupException.torn();
            }
            if (kind != RecordKind.CHECKSUM) {
                RecordWriter.update(hash, kind, bytes, length);
            }
            ahead = kind;
            return kind;
        } catch (EOFException | ZipException e) {
            throw BackupException.torn();
        }
    }

    <T> T take(RecordKind kind, Class<T> type) throws IOException {
        try {
            return RecordWriter.JSON.readValue(taken(kind), type);
        } catch (JacksonException e) {
            throw BackupException.torn();
        }
    }

    private byte[] taken(RecordKind kind) throws IOException {
        if (next() != kind) {
            throw BackupException.torn();
        }
        ahead = null;
        return bytes;
    }

    /** The rows that come now, up to what is no row. */
    InputStream rows() {
        return new InputStream() {
            private byte[] some = new byte[0];
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                while (at == some.length) {
                    if (next() != RecordKind.ROWS) {
                        return -1;
                    }
                    some = taken(RecordKind.ROWS);
                    at = 0;
                }
                int now = Math.min(most, some.length - at);
                System.arraycopy(some, at, into, from, now);
                at += now;
                return now;
            }
        };
    }

    /** Makes sure that all was read, and as it was written. */
    void requireEnd() throws IOException {
        byte[] said = taken(RecordKind.CHECKSUM);
        try {
            if (!MessageDigest.isEqual(said, hash.digest()) || in.read() >= 0) {
                throw BackupException.torn();
            }
        } catch (EOFException | ZipException e) {
            throw BackupException.torn();
        }
    }
}
