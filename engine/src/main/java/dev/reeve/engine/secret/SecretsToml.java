package dev.reeve.engine.secret;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Secrets as TOML. */
final class SecretsToml {
    private SecretsToml() {}

    /**
     * @throws IllegalStateException if it is none; names the line and shows nothing of it
     */
    static Map<String, String> read(String text, Path file) {
        Map<String, String> secrets = new TreeMap<>();
        if (text.isBlank()) {
            return secrets;
        }
        try {
            for (Map.Entry<String, JsonNode> entry :
                    new TomlMapper().readTree(text).properties()) {
                JsonNode value = entry.getValue();
                secrets.put(entry.getKey(), value.isContainer() ? value.toString() : value.asString());
            }
            return secrets;
        } catch (JacksonException e) { // not as the cause: its message shows what it read
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalStateException(
                    "the secrets in " + file + " are not read: " + (line > 0 ? "line " + line + " is" : "it is")
                            + " not TOML. A secret looks like: shop-token = \"..\"");
        }
    }

    static String write(Map<String, String> secrets) {
        return secrets.isEmpty() ? "" : new TomlMapper().writeValueAsString(secrets);
    }
}
