package dev.reeve.graph;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text as a part of a path, where nothing in it may steer the path. */
final class PathText {
    private static final String SAFE = "-_.~+=@";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathText() {}

    /** One part, with everything encoded that is not safe in a file name or key anywhere. Never empty. */
    static String encode(String value) {
        if (value.isEmpty()) {
            return "(empty)"; // parentheses are encoded, so no other value looks like this
        }
        StringBuilder text = new StringBuilder(value.length() + 8);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || SAFE.indexOf(b) >= 0) {
                text.append((char) b);
            } else {
                text.append('%');
                HEX.toHexDigits(text, b);
            }
        }
        return text.toString();
    }

    /** Several parts, with {@code /} between them. */
    static String encodeParts(String value) {
        StringBuilder text = new StringBuilder(value.length() + 8);
        int from = 0;
        for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', from)) {
            text.append(encode(value.substring(from, slash))).append('/');
            from = slash + 1;
        }
        return text.append(encode(value.substring(from))).toString();
    }

    /** The path with those parts encoded that would be no name: {@code .}, {@code ..} and nothing at all. */
    static String inside(String path) {
        StringBuilder text = new StringBuilder(path.length());
        int from = 0;
        while (true) {
            int slash = path.indexOf('/', from);
            String part = path.substring(from, slash < 0 ? path.length() : slash);
            text.append(
                    switch (part) {
                        case "" -> "(empty)";
                        case "." -> "%2E";
                        case ".." -> "%2E%2E";
                        default -> part;
                    });
            if (slash < 0) {
                return text.toString();
            }
            text.append('/');
            from = slash + 1;
        }
    }

    /** Fails if the text of a target leaves its store before any value is filled in. */
    static void requireInside(String source, String path) {
        String problem = problem(path);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("template \"" + source + "\": " + problem
                    + ". A target is a path inside the result store, such as {task_name}/{today}.");
        }
    }

    private static String problem(String path) {
        if (path.isBlank()) {
            return "is empty";
        }
        if (path.startsWith("/")) {
            return "begins with \"/\", so it would be an absolute path";
        }
        if (path.indexOf('\\') >= 0) {
            return "has a \"\\\"; parts are separated by \"/\"";
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            return "has a control character";
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty()) {
                return "has an empty part";
            }
            if (part.equals(".") || part.equals("..")) {
                return "has the part \"" + part + "\"";
            }
        }
        return "";
    }
}
