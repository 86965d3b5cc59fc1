package dev.reeve.server.why;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

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

    static String count(long count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    /** How long something took, as people write it: {@code 3 ms}, {@code 1.2 s}, {@code 2 min 5 s}, {@code 3 h 10 min}. */
    static String took(Duration time) {
        Duration took = time.isNegative() ? Duration.ZERO : time;
        if (took.toMillis() < 1_000) {
            return took.toMillis() + " ms";
        }
        if (took.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%d.%d s", took.toSeconds(), took.toMillisPart() / 100);
        }
        return took.toMinutes() < 60
                ? took.toMinutes() + " min" + rest(took.toSecondsPart(), " s")
                : took.toHours() + " h" + rest(took.toMinutesPart(), " min");
    }

    private static String rest(int count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
