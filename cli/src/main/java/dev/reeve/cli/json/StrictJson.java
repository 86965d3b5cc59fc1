package dev.reeve.cli.json;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON that every reader takes. Half a surrogate pair, which a text cut in the middle of an emoji leaves and no UTF-8
 * can say, becomes U+FFFD. Jackson would write it as an escape, which jq and others refuse.
 */
public final class StrictJson {
    private static final String REPLACEMENT = "\ufffd";

    /** Every escape of a JSON text, a pair of surrogates as one; the group is half a pair. */
    private static final Pattern ESCAPES =
            Pattern.compile("\\\\(?:u[dD][89abAB]..\\\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)");

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
                                .replaceWith(REPLACEMENT.getBytes(StandardCharsets.UTF_8))));
    }

    /** Writes a JSON value that Jackson wrote: as it stands, but for halves that it holds as escapes. */
    public static void copy(byte[] value, JsonGenerator json) {
        String text = new String(value, StandardCharsets.UTF_8);
        json.writeRawValue(ESCAPES.matcher(text)
                .replaceAll(escape -> escape.group(1) == null
                        ? Matcher.quoteReplacement(escape.group()) // a whole pair, or no surrogate
                        : REPLACEMENT));
    }
}
