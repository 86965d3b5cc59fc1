package dev.reeve.engine.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads TOML. */
final class Toml {
    private Toml() {}

    /** The values by their dotted keys; what is wrong is added to the problems. */
    static Map<String, String> flattened(String text, Path file, List<String> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            flatten("", new TomlMapper().readTree(text), values, file, problems);
        } catch (JacksonException e) {
            String place =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            problems.add(file + place + ": this is not TOML: " + e.getOriginalMessage()
                    + ". A setting looks like: store = \"files\", under a line [results].");
        }
        return values;
    }

    private static void flatten(
            String prefix, JsonNode table, Map<String, String> values, Path file, List<String> problems) {
        for (Map.Entry<String, JsonNode> field : table.properties()) {
            String key = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(key + ".", value, values, file, problems);
            } else if (value.isArray()) {
                problems.add(file + ": " + key + " is a list; no setting is one. Write a single value.");
            } else {
                values.put(key, value.asString());
            }
        }
    }
}
