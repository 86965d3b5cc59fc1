package dev.reeve.engine.result;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.engine.result.UnreadableResultException.Damage;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bytes of one stored result, checking each part before it is relied upon. */
final class ResultReader {
    private static final Pattern FIRST_LINE = Pattern.compile(Pattern.quote(HeaderText.MAGIC) + "([1-9][0-9]{0,8})");

    private final byte[] bytes;
    private final String where;

    ResultReader(byte[] bytes, String where) {
        this.bytes = bytes;
        this.where = where;
    }

    StoredResult read() throws UnreadableResultException {
        int firstLine = lineEnd(0);
        checkFormat(firstLine);
        int secondLine = lineEnd(firstLine + 1);
        if (secondLine < 0) {
            throw unreadable(Damage.CUT_OFF, "it ends in the header, after " + bytes.length + " bytes");
        }
        ResultHeader header = header(firstLine, secondLine);
        byte[] payload = Arrays.copyOfRange(bytes, secondLine + 1, bytes.length);
        if (payload.length < header.payloadLength()) {
            throw unreadable(
                    Damage.CUT_OFF,
                    "it has " + payload.length + " of " + header.payloadLength() + " bytes of its value");
        }
        if (payload.length > header.payloadLength()) {
            throw unreadable(Damage.ALTERED, (payload.length - header.payloadLength()) + " bytes follow its end");
        }
        if (!Sha256.hex(payload).equals(header.payloadSha256())) {
            throw unreadable(Damage.ALTERED, "its value is not the one that was written (another SHA-256)");
        }
        return new StoredResult(header, payload);
    }

    private int lineEnd(int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void checkFormat(int firstLine) throws UnreadableResultException {
        String line = new String(bytes, 0, Math.min(firstLine < 0 ? bytes.length : firstLine, 64), ISO_8859_1);
        Matcher matcher = FIRST_LINE.matcher(line);
        if (firstLine < 0 && (HeaderText.MAGIC.startsWith(line) || matcher.matches())) {
            throw unreadable(Damage.CUT_OFF, "it ends in the first line, after " + bytes.length + " bytes");
        }
        if (!matcher.matches()) {
            throw unreadable(
                    Damage.NOT_A_RESULT,
                    "it does not begin with \"" + HeaderText.MAGIC.strip()
                            + "\" and a version. Something else wrote it");
        }
        int format = Integer.parseInt(matcher.group(1));
        if (format > ResultHeader.FORMAT) {
            throw unreadable(
                    Damage.NEWER_FORMAT,
                    "it is of format " + format + ", and this version of Reeve reads up to " + ResultHeader.FORMAT
                            + ". Use the version that wrote it, or a later one");
        }
    }

    private ResultHeader header(int firstLine, int secondLine) throws UnreadableResultException {
        if (!HeaderText.intact(Arrays.copyOf(bytes, secondLine + 1))) {
            throw unreadable(Damage.ALTERED, "its header is not the one that was written (another CRC-32)");
        }
        try {
            return HeaderText.read(new String(bytes, firstLine + 1, secondLine - firstLine - 1, UTF_8));
        } catch (IllegalArgumentException e) {
            throw unreadable(Damage.ALTERED, "its header is incomplete: " + e.getMessage());
        }
    }

    private UnreadableResultException unreadable(Damage damage, String what) {
        return new UnreadableResultException(where, damage, what);
    }
}
