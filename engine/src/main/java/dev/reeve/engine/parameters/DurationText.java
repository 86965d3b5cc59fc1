package dev.reeve.engine.parameters;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format of durations: ISO 8601, or a number and a unit. */
final class DurationText {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,18}) ?(ms|s|min|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "min", ChronoUnit.MINUTES,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    static final TextFormat FORMAT = new TextFormat("a duration", "PT1H30M, 2h, 5min or 10s", DurationText::parse);

    private DurationText() {}

    private static Duration parse(String text) {
        Matcher parts = SHORT.matcher(text);
        if (!parts.matches()) {
            return Duration.parse(text);
        }
        ChronoUnit unit = UNITS.get(parts.group(2));
        return Duration.of(Long.parseLong(parts.group(1)), unit == null ? ChronoUnit.SECONDS : unit);
    }
}
