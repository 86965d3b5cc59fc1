package dev.reeve.engine.result;

import java.time.Instant;

/**
 * What is known of a stored result without reading it.
 *
 * @param codeFingerprint of the code that made it; empty if it was not taken
 * @param inputFingerprint of what it was made from; empty if that has none
 * @param serializer the name of what can read the payload
 * @param javaType the generic type that the task's function declares, for people
 * @param payloadLength in bytes
 * @param payloadSha256 of the payload, in hexadecimal digits
 */
public record ResultHeader(
        ResultOrigin origin,
        String codeFingerprint,
        String inputFingerprint,
        String serializer,
        String javaType,
        Instant createdAt,
        long payloadLength,
        String payloadSha256) {
    /** The format that is written. All formats up to it are read. */
    public static final int FORMAT = 1;

    /** The header of a payload. */
    public static ResultHeader of(
            byte[] payload,
            ResultOrigin origin,
            String codeFingerprint,
            String inputFingerprint,
            String serializer,
            String javaType,
            Instant createdAt) {
        return new ResultHeader(
                origin,
                codeFingerprint,
                inputFingerprint,
                serializer,
                javaType,
                createdAt,
                payload.length,
                Sha256.hex(payload));
    }
}
