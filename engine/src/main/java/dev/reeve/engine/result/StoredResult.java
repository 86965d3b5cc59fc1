package dev.reeve.engine.result;

import java.io.ByteArrayOutputStream;

/**
 * A result as it is stored: {@code REEVE-RESULT 1}, a line feed, the header as one line of JSON, a line feed, the
 * payload. {@code head -2} shows the header, {@code tail -n +3} the payload, whose SHA-256 the header gives. The header
 * ends with a CRC-32 of all before it, so that no changed bit goes unnoticed. The payload is not copied.
 */
public final class StoredResult {
    private final ResultHeader header;
    private final byte[] payload;

    /** A result of these two, which have to belong together: {@link ResultHeader#of}. */
    public StoredResult(ResultHeader header, byte[] payload) {
        this.header = header;
        this.payload = payload;
    }

    /** What is known of it. */
    public ResultHeader header() {
        return header;
    }

    /** The value, as its serializer wrote it. */
    public byte[] payload() {
        return payload;
    }

    /** The bytes to be stored. */
    public byte[] encode() {
        byte[] head = HeaderText.write(header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length + payload.length);
        bytes.writeBytes(head);
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /**
     * The result that was stored as these bytes.
     *
     * @param where the key it was found under, for the message
     * @throws UnreadableResultException if they are not exactly what {@link #encode} gave, or of a later format
     */
    public static StoredResult decode(byte[] bytes, String where) throws UnreadableResultException {
        return new ResultReader(bytes, where).read();
    }
}
