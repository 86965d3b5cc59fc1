package dev.reeve.server.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a time as ISO-8601 text only, between the years 1 and 9999, which every database can keep. */
final class StrictInstants extends StdScalarDeserializer<Instant> {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    StrictInstants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            String text = json.getString();
            try {
                Instant time = Instant.parse(text);
                if (!time.isBefore(FIRST) && !time.isAfter(END)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // said below
            }
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "no time");
        }
        return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), json);
    }
}
