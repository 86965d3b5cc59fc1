package dev.reeve.spi;

import java.util.List;

/** What is a key of a {@link ResultStore} and what is none, the same for every store. */
public final class ResultKey {
    private ResultKey() {}

    /**
     * The parts of a key, at least one, between its slashes.
     *
     * @throws IllegalArgumentException if it is empty, absolute, has an empty part, {@code .} or {@code ..}, a
     *     backslash or a control character: such a key could name something outside the store
     */
    public static List<String> parts(String key) {
        List<String> parts = List.of(key.split("/", -1));
        for (String part : parts) {
            String problem = problem(part);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("\"" + key + "\" is no key of a result store: it has " + problem
                        + ". A key is a relative path such as download_data/2026-04-01.");
            }
        }
        return parts;
    }

    private static String problem(String part) {
        if (part.isEmpty()) {
            return "an empty part";
        }
        if (part.equals(".") || part.equals("..")) {
            return "the part \"" + part + "\"";
        }
        if (part.indexOf('\\') >= 0) {
            return "a backslash";
        }
        return part.chars().anyMatch(Character::isISOControl) ? "a control character" : "";
    }
}
