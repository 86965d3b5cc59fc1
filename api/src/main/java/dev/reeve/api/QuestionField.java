package dev.reeve.api;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of an answer.
 *
 * @param type its type in the flow's code, for people
 * @param json what its value is in JSON
 * @param required whether it must be there
 * @param schema what it has to be, as a JSON Schema that says only what is certain; null or empty: no more than {@code json} says
 */
public record QuestionField(
        String name, String type, JsonType json, boolean required, @Nullable Map<String, Object> schema) {
    public QuestionField {
        name = Given.required(name, "name");
        type = Given.text(type);
        json = Given.required(json, "json");
        schema = schema == null || schema.isEmpty() ? null : Collections.unmodifiableMap(schema);
    }

    /** One of which no schema is known. */
    public QuestionField(String name, String type, JsonType json, boolean required) {
        this(name, type, json, required, null);
    }
}
