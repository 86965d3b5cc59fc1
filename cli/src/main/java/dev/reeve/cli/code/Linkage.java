package dev.reeve.cli.code;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts into words why classes do not fit together. */
final class Linkage {
    private static final Pattern WRONG_NAME = Pattern.compile("\\(wrong name: (.*)\\)");

    private Linkage() {}

    static String words(String what, LinkageError error) {
        String detail = String.valueOf(error.getMessage());
        return switch (error) {
            case NoClassDefFoundError e -> missing(what, detail);
            case UnsupportedClassVersionError e ->
                what + " was compiled for a newer Java than this one, "
                        + Runtime.version().feature() + ". Set REEVE_JAVA_HOME to a newer JDK.";
            default ->
                what + " does not fit its libraries or this version of Reeve ("
                        + error.getClass().getSimpleName() + ": " + detail + "). Compile it against this version.";
        };
    }

    private static String missing(String what, String detail) {
        Matcher misplaced = WRONG_NAME.matcher(detail);
        if (misplaced.find()) {
            return what + " is not where its package says: the file holds "
                    + misplaced.group(1).replace('/', '.')
                    + ". Name the directory that holds the first part of the package, such as target/classes.";
        }
        return what + " needs the class " + detail.replace('/', '.')
                + ", which is not there. Put its jar into the directory lib beside yours, or add it with --cp.";
    }
}
