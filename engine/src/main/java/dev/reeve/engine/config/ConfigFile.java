package dev.reeve.engine.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file with the user's settings. */
final class ConfigFile {
    private ConfigFile() {}

    /** The texts in the file by key; what is wrong with it is added to the problems. Empty where there is no file. */
    static Map<String, String> read(Path file, List<String> problems) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            // a class of its own, so that the reader of TOML is loaded for those who have such a file
            values.putAll(Toml.flattened(Files.readString(file), file, problems));
        } catch (CharacterCodingException e) {
            problems.add(file + " is no text in UTF-8. Save it as UTF-8.");
        } catch (IOException e) {
            problems.add(file + " cannot be read: " + e + ". Make it a file that this user may read, or remove it.");
        }
        values.keySet().removeIf(key -> unknown(key, file, problems));
        return values;
    }

    private static boolean unknown(String key, Path file, List<String> problems) {
        List<String> known = Settings.ALL.stream().map(Setting::key).toList();
        if (known.contains(key)) {
            return false;
        }
        String remedy = Nearest.to(key, known)
                .map(near -> "Did you mean " + near + "?")
                .orElse("There are " + String.join(", ", known) + ".");
        problems.add(file + ": there is no setting " + key + ". " + remedy);
        return true;
    }
}
