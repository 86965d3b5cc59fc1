package dev.reeve.server.http;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What JSON can say and a database cannot keep: the character 0, half a surrogate pair, numbers with thousands of
 * digits written as an exponent.
 */
public final class StorableText {
    private static final int MOST_DIGITS = 1_000;
    private static final Pattern SUSPICIOUS = Pattern.compile("\\\\[uU]|[0-9][eE]");

    private StorableText() {}

    /** Whether a database can keep that. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether that is one JSON value that a database can keep. */
    public static boolean isJson(String text) {
        try {
            check(text);
            return !Json.MAPPER.readTree(text).isMissingNode();
        } catch (JacksonException | ProblemException | NumberFormatException | ArithmeticException e) {
            return false;
        }
    }

    /** Goes through the document only if it holds what may be such a thing. */
    static void check(String document) {
        if (!SUSPICIOUS.matcher(document).find()) {
            return;
        }
        try (JsonParser json = Json.MAPPER.createParser(document)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                check(token, json);
            }
        }
    }

    private static void check(JsonToken token, JsonParser json) {
        boolean text = token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING;
        if (text && !storable(json.getString())) {
            throw ProblemException.invalid(
                    pointer(json), "has a character that cannot be stored: \\u0000 or half a surrogate pair.");
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal number = json.getDecimalValue();
            if (Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw ProblemException.invalid(pointer(json), "is a number too large or too small to be stored.");
            }
        }
    }

    private static String pointer(JsonParser json) {
        return json.streamReadContext().pathAsPointer().toString().replace("\0", "\\u0000");
    }
}
