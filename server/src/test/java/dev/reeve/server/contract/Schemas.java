package dev.reeve.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract as it is read, and whether a value is as one of its schemas says: nothing more, nothing less. */
public final class Schemas {
    public static final JsonNode DOCUMENT = new YAMLMapper().readTree(Contract.yaml());

    private Schemas() {}

    /** The schema of that name. */
    public static JsonNode named(String name) {
        JsonNode schema = DOCUMENT.at("/components/schemas").get(name);
        assertThat(schema).as("schema " + name).isNotNull();
        return schema;
    }

    /** What it says itself, or what it refers to. */
    static JsonNode resolved(JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema.has("allOf") ? resolved(schema.get("allOf").get(0)) : schema;
        }
        String reference = schema.get("$ref").asString();
        JsonNode found = DOCUMENT.at(reference.substring(1));
        assertThat(found.isMissingNode()).as(reference).isFalse();
        return resolved(found);
    }

    /** Fails where the value is not as the schema says; {@code at} names the place. */
    public static void check(String at, JsonNode value, JsonNode given) {
        JsonNode schema = resolved(given);
        if (schema.has("enum")) {
            assertThat(schema.get("enum").valueStream().toList()).as(at).contains(value);
        }
        if (!schema.has("type")) {
            return;
        }
        if (value.isNull()) {
            assertThat(schema.get("type").valueStream().map(JsonNode::asString))
                    .as(at)
                    .contains("null");
            return;
        }
        String type = type(schema);
        assertThat(fits(type, value)).as("%s is %s and must be %s", at, value, type).isTrue();
        checkFormat(at, value, schema.path("format").asString(""));
        if (type.equals("array")) {
            value.forEach(element -> check(at + "/*", element, schema.get("items")));
        } else if (type.equals("object")) {
            checkFields(at, value, schema);
        }
    }

    /** Its type, beside null. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("");
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> throw new AssertionError(type);
        };
    }

    private static void checkFormat(String at, JsonNode value, String format) {
        switch (format) {
            case "date-time" -> {
                try {
                    Instant.parse(value.asString());
                } catch (DateTimeParseException e) {
                    throw new AssertionError(at + " is no time: " + value, e);
                }
            }
            case "int32" -> assertThat(value.canConvertToInt()).as(at).isTrue();
            case "int64" -> assertThat(value.canConvertToLong()).as(at).isTrue();
            case "", "binary" -> {}
            default -> throw new AssertionError(at + " has a format that nobody checks: " + format);
        }
    }

    private static void checkFields(String at, JsonNode value, JsonNode schema) {
        schema.path("required")
                .forEach(field -> assertThat(value.has(field.asString()))
                        .as(at + "/" + field.asString())
                        .isTrue());
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = schema.path("properties").get(field.getKey());
            if (known != null) {
                check(at + "/" + field.getKey(), field.getValue(), known);
            } else if (others.isObject()) {
                check(at + "/" + field.getKey(), field.getValue(), others);
            } else {
                // what a schema does not name is not let pass just because it does not forbid it
                assertThat(others.asBoolean(!schema.has("properties")))
                        .as(at + "/" + field.getKey() + " is not named")
                        .isTrue();
            }
        }
    }
}
