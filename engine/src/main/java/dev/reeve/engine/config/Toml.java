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
            problems.add(problem(text, file, e));
        }
        return values;
    }

    private static String problem(String text, Path file, JacksonException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        if (line > 0 && "Duplicate key".equals(e.getOriginalMessage())) {
            List<String> lines = text.lines().toList();
            int last = lastOfEntry(lines, e.getLocation().getColumnNr() > 1 ? line : line - 1);
            String entry = lines.get(last - 1);
            String key = entry.contains("{") ? "a key" : entry.split("=", 2)[0].strip(); // not the value: a secret?
            return file + ", line " + last + ": " + key + " is set a second time. Remove one of the two.";
        }
        return file + (line > 0 ? ", line " + line : "") + ": this is not TOML: " + e.getOriginalMessage()
                + ". A setting looks like: store = \"files\", under a line [results].";
    }

    /** The reader complains of a key only once it has seen what follows, behind empty lines and comments. */
    private static int lastOfEntry(List<String> lines, int from) {
        int line = Math.clamp(from, 1, lines.size());
        while (line > 1 && lines.get(line - 1).matches("\\s*(#.*)?")) {
            line--;
        }
        return line;
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
