package dev.reeve.engine.text;

import java.time.Duration;
import java.util.Locale;

/** How long something took, in words. */
public final class Took {
    private Took() {}

    /** As people write it: {@code 3 ms}, {@code 1.2 s}, {@code 2 min 5 s}, {@code 3 h 10 min}. Negative is 0. */
    public static String words(Duration duration) {
        if (duration.isNegative()) {
            return "0 ms";
        }
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 60) { // cut, not rounded: 59.99 s is not yet 60.0 s
            return String.format(Locale.ROOT, "%d.%d s", duration.toSeconds(), duration.toMillisPart() / 100);
        }
        return duration.toMinutes() < 60
                ? duration.toMinutes() + " min" + rest(duration.toSecondsPart(), " s")
                : duration.toHours() + " h" + rest(duration.toMinutesPart(), " min");
    }

    private static String rest(int count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
