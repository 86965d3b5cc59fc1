package dev.reeve.api;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run can be given.
 *
 * @param type the Java type, for people
 * @param json what the value has to be in JSON; any if null
 * @param required whether a run cannot begin without it
 * @param defaultJson the default as JSON text; null if there is none
 * @param help one line for people
 * @param schema what the value has to be, as a JSON Schema that says only what is certain; null or empty: no more than
 *     {@code json} says
 */
public record RegisteredParameter(
        String name,
        String type,
        JsonType json,
        boolean required,
        @Nullable String defaultJson,
        String help,
        @Nullable Map<String, Object> schema) {
    public RegisteredParameter {
        name = Given.required(name, "name");
        type = Given.required(type, "type");
        json = json == null ? JsonType.ANY : json;
        help = Given.text(help);
        schema = schema == null || schema.isEmpty() ? null : Collections.unmodifiableMap(schema);
    }

    /** One of which no schema is known. */
    public RegisteredParameter(
            String name, String type, JsonType json, boolean required, @Nullable String defaultJson, String help) {
        this(name, type, json, required, defaultJson, help, null);
    }
}
