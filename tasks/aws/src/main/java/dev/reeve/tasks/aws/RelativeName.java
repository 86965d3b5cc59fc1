package dev.reeve.tasks.aws;

import org.jspecify.annotations.Nullable;

/** The rule for names below a directory or prefix: they never leave it. The same for files and for S3. */
final class RelativeName {
    private RelativeName() {}

    /**
     * The name itself, if it is one or more plain parts between single {@code /}.
     *
     * @param what what it names, for the message
     * @throws IllegalArgumentException if it is not
     */
    static String checked(String what, String name) {
        String problem = problem(name);
        if (problem != null) {
            throw new IllegalArgumentException("The " + what + " \"" + printable(name) + "\" " + problem
                    + ". Use plain parts with / between them, such as 2026/report.csv.");
        }
        return name;
    }

    private static @Nullable String problem(String name) {
        if (name.isBlank()) {
            return "is empty";
        }
        if (name.startsWith("/")) {
            return "is absolute";
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty()) {
                return "has an empty part";
            }
            if (part.equals(".") || part.equals("..")) {
                return "has the part \"" + part + "\", which could lead out of its directory";
            }
        }
        // On Windows \ parts directories; refused everywhere, so that a flow does the same everywhere.
        if (name.indexOf('\\') >= 0) {
            return "has a backslash";
        }
        return name.chars().anyMatch(Character::isISOControl) ? "has a control character" : null;
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
