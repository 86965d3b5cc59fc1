package dev.reeve.api;

/**
 * A field of an answer.
 *
 * @param type its type in the flow's code, for people
 * @param json what its value is in JSON
 * @param required whether it must be there
 */
public record QuestionField(String name, String type, JsonType json, boolean required) {
    public QuestionField {
        name = Given.required(name, "name");
        type = Given.text(type);
        json = Given.required(json, "json");
    }
}
