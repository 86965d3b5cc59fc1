package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What a run can be given.
 *
 * @param type the Java type, for people
 * @param json what the value has to be in JSON; any if null
 * @param required whether a run cannot begin without it
 * @param defaultJson the default as JSON text; null if there is none
 * @param help one line for people
 */
public record RegisteredParameter(
        String name,
        String type,
        JsonType json,
        boolean required,
        @Nullable String defaultJson,
        String help) {
    public RegisteredParameter {
        name = Given.required(name, "name");
        type = Given.required(type, "type");
        json = json == null ? JsonType.ANY : json;
        help = Given.text(help);
    }
}
