package dev.reeve.server.http;

import dev.reeve.api.InvalidFieldException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/** Reads a request's body as a wire record, or says what is wrong with it: 400 if it is no JSON, 422 if it is another. */
final class StrictJson {
    private StrictJson() {}

    static <T> T read(byte[] body, Class<T> type) {
        String text = text(body);
        try {
            StorableText.check(text);
            T value = Json.MAPPER.readValue(text, type);
            if (value == null) {
                throw ProblemException.invalid("", "must be an object, not null.");
            }
            return value;
        } catch (JacksonException e) {
            throw problem(e);
        } catch (NumberFormatException | ArithmeticException e) { // the parser's own limits, such as 1e99999999999
            throw ProblemException.of(400, "The body has a number that is out of all range.");
        }
    }

    private static String text(byte[] body) {
        if (body.length == 0) {
            throw ProblemException.of(400, "The body is missing: a JSON object is expected.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.of(400, "The body is not text in UTF-8.");
        }
    }

    private static ProblemException problem(JacksonException e) {
        if (e.getCause() instanceof InvalidFieldException wrong && e instanceof DatabindException) {
            String said = String.valueOf(wrong.getMessage());
            return ProblemException.invalid(
                    Pointer.of(Pointer.of(e.getPath()), wrong.field()),
                    said.substring(wrong.field().length()).strip() + ".");
        }
        if (e instanceof DatabindException mismatch) {
            return ProblemException.invalid(Pointer.of(mismatch.getPath()), FieldWords.of(mismatch));
        }
        if (e instanceof InputCoercionException && e.processor() instanceof JsonParser json) {
            return ProblemException.invalid(
                    json.streamReadContext().pathAsPointer().toString(), "is a number out of range.");
        }
        return ProblemException.of(400, "The body is not JSON" + where(e) + ": " + e.getOriginalMessage());
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
