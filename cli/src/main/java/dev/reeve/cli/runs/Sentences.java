package dev.reeve.cli.runs;

import java.util.List;

/** Parts of the sentences that say why something is as it is. */
final class Sentences {
    private static final int MOST_NAMED = 3;

    private Sentences() {}

    /** The text with a full stop, unless it ends a sentence already. */
    static String end(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    /** The text without a full stop. */
    static String open(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** The first of these names, and how many more there are. */
    static String named(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }

    static String count(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }
}
