package dev.reeve.cli.runs;

import dev.reeve.cli.terminal.MistakeException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people say since when they want something: {@code 90m}, {@code 1d}, {@code 2026-11-26}, a whole instant. */
public final class Since {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smhdw])");
    private static final long LONGEST_DAYS = 36_500;

    private Since() {}

    /**
     * The time that is meant; a day begins in that zone.
     *
     * @throws MistakeException if it is none
     */
    public static Instant of(String text, Instant now, ZoneId zone) {
        Matcher ago = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        try {
            if (ago.matches()) {
                return now.minus(length(Long.parseLong(ago.group(1)), ago.group(2)));
            }
            if (text.startsWith("P")) {
                Duration length = Duration.parse(text);
                if (length.isPositive() && length.toDays() < LONGEST_DAYS) {
                    return now.minus(length);
                }
            } else {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new MistakeException("--since takes how long ago (90m, 12h, 1d, 2w, PT90M), a day (2026-11-26) or a time"
                + " (2026-11-26T03:00:00Z), not \"" + text + "\".");
    }

    private static Duration length(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "w" -> Duration.ofDays(Math.min(LONGEST_DAYS, 7 * count));
            default -> Duration.ofDays(Math.min(LONGEST_DAYS, count));
        };
    }
}
