package dev.reeve.cli.json;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON that every reader takes. Half a surrogate pair, which a text cut in the middle of an emoji leaves and no UTF-8
 * can say, becomes U+FFFD. Jackson would write it as an escape, which jq and others refuse.
 */
public final class StrictJson {
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private StrictJson() {}

    /** Writes to that stream, as UTF-8. Closing it flushes the stream and leaves it open. */
    public static JsonGenerator to(OutputStream out) {
        return FACTORY.createGenerator(
                ObjectWriteContext.empty(),
                new OutputStreamWriter(
                        out,
                        StandardCharsets.UTF_8
                                .newEncoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .replaceWith(REPLACEMENT)));
    }

    /** Copies a whole JSON value. Not as it stands, for it may hold such halves as escapes. */
    public static void copy(byte[] value, JsonGenerator json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), value)) {
            parser.nextToken();
            json.copyCurrentStructureExact(parser);
        }
    }
}
