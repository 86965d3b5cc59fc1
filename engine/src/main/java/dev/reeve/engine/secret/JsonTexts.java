package dev.reeve.engine.secret;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Secrets that are JSON, such as a login. */
public final class JsonTexts {
    /** A shorter one is more likely a user's name or a port than what has to be hidden, in characters. */
    private static final int SHORTEST = 6;

    private JsonTexts() {}

    /**
     * The secret as a value of that type; null if it says null.
     *
     * @throws JacksonException if it is no JSON of it; its message shows what it read
     */
    public static <T> @Nullable T read(String secret, Class<T> type) {
        return JsonMapper.shared().readValue(secret, type);
    }

    /** The texts in an object or a list: each of them may be what is secret in it. */
    static Set<String> in(String secret) {
        Set<String> texts = new HashSet<>();
        String start = secret.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                collect(JsonMapper.shared().readTree(secret), texts);
            } catch (JacksonException e) {
                return Set.of(); // it only looks like JSON
            }
        }
        return texts;
    }

    private static void collect(JsonNode node, Set<String> texts) {
        if (node.isContainer()) {
            node.forEach(part -> collect(part, texts));
        } else if (node.asString("").length() >= SHORTEST) {
            texts.add(node.asString());
        }
    }
}
