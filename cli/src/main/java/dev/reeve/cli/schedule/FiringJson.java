package dev.reeve.cli.schedule;

import dev.reeve.cli.json.StrictJson;
import dev.reeve.schedule.Explanation;
import dev.reeve.schedule.Firing;
import java.io.PrintStream;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Firings for machines: one object. */
record FiringJson(PrintStream out, Asked asked) {
    void write() {
        try (JsonGenerator json = StrictJson.to(out)) {
            json.writeStartObject();
            if (asked.flow().isEmpty()) {
                json.writeStringProperty("expression", asked.expression());
            } else {
                json.writeStringProperty("flow", asked.flow());
            }
            json.writeStringProperty("words", asked.schedule().words());
            json.writeStringProperty("zone", asked.zone().getId());
            json.writeStringProperty("after", asked.after().toString());
            json.writeArrayPropertyStart("firings");
            asked.firings().forEach(explanation -> firing(json, explanation));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    private void firing(JsonGenerator json, Explanation explanation) {
        Firing firing = explanation.firing();
        json.writeStartObject();
        json.writeStringProperty("time", firing.time().toString());
        json.writeStringProperty(
                "local",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(firing.time().atZone(asked.zone())));
        json.writeObjectPropertyStart("parameters");
        for (Map.Entry<String, ? extends @Nullable Object> entry :
                firing.parameters().entrySet()) {
            json.writeName(entry.getKey());
            value(json, entry.getValue());
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("labels");
        firing.labels().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("reasons");
        explanation.reasons().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Numbers, truths and null as they are, everything else as its text. */
    private static void value(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}
