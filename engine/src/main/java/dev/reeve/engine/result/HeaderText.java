package dev.reeve.engine.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The two lines before a payload. */
final class HeaderText {
    static final String MAGIC = "REEVE-RESULT ";

    private static final String CHECK = ",\"headerCrc32\":\"";
    private static final String END = "\"}\n";
    private static final int CHECK_LENGTH = CHECK.length() + 8 + END.length();
    private static final JsonMapper JSON = new JsonMapper(new JsonFactory());
    private static final ObjectReader READER = JSON.readerFor(JsonNode.class);

    private HeaderText() {}

    static byte[] write(ResultHeader header) {
        ObjectNode json = JSON.createObjectNode()
                .put("flow", header.origin().flow())
                .put("task", header.origin().task())
                .put("mapIndex", header.origin().mapIndex())
                .put("runId", header.origin().runId())
                .put("attempt", header.origin().attempt())
                .put("codeFingerprint", header.codeFingerprint())
                .put("inputFingerprint", header.inputFingerprint())
                .put("serializer", header.serializer())
                .put("javaType", header.javaType())
                .put("createdAt", header.createdAt().toString())
                .put("payloadLength", header.payloadLength())
                .put("payloadSha256", header.payloadSha256());
        String line = JSON.writeValueAsString(json);
        String checked = MAGIC + ResultHeader.FORMAT + "\n" + line.substring(0, line.length() - 1);
        return (checked + check(checked.getBytes(UTF_8))).getBytes(UTF_8);
    }

    private static String check(byte[] checked) {
        CRC32 crc = new CRC32();
        crc.update(checked);
        return CHECK + HexFormat.of().toHexDigits((int) crc.getValue()) + END;
    }

    /** Whether these two lines are, to the last bit, what was written. */
    static boolean intact(byte[] lines) {
        String text = new String(lines, UTF_8);
        int checked = text.length() - CHECK_LENGTH;
        return checked > 0
                && text.substring(checked)
                        .equals(check(text.substring(0, checked).getBytes(UTF_8)));
    }

    /**
     * The header in a line of JSON. Fields it does not know are fine: a later version may add some.
     *
     * @throws IllegalArgumentException if a field is missing or of another type
     */
    static ResultHeader read(String line) {
        try {
            JsonNode json = READER.readValue(line);
            ResultOrigin origin = new ResultOrigin(
                    text(json, "flow"),
                    text(json, "task"),
                    Math.toIntExact(number(json, "mapIndex")),
                    text(json, "runId"),
                    Math.toIntExact(number(json, "attempt")));
            return new ResultHeader(
                    origin,
                    text(json, "codeFingerprint"),
                    text(json, "inputFingerprint"),
                    text(json, "serializer"),
                    text(json, "javaType"),
                    Instant.parse(text(json, "createdAt")),
                    number(json, "payloadLength"),
                    text(json, "payloadSha256"));
        } catch (JacksonException | java.time.DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).asString();
    }

    private static long number(JsonNode json, String field) {
        return json.required(field).asLong();
    }
}
