package dev.reeve.serve.policy;

import dev.reeve.schedule.Firing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans in sentences for people. */
public final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm[:ss] xxx", Locale.ENGLISH);

    private Words() {}

    /** {@code Sat 2026-03-28 13:00 +01:00 Europe/Berlin}; seconds where there are any. */
    public static String time(Instant time, ZoneId zone) {
        String text = TIME.format(time.atZone(zone)).replace(":00 ", " ");
        return text + (zone.getId().equals("UTC") ? "" : " " + zone.getId());
    }

    /** The same of a firing, in its zone. */
    public static String time(Firing firing) {
        return time(firing.time(), firing.zone());
    }

    /** The two longest units: {@code 2 d 3 h}, {@code 45 s}. */
    public static String span(Duration span) {
        Duration rest = span.abs();
        long[] parts = {rest.toDays(), rest.toHoursPart(), rest.toMinutesPart(), rest.toSecondsPart()};
        String[] units = {"d", "h", "min", "s"};
        for (int i = 0; i < parts.length - 1; i++) {
            if (parts[i] > 0) {
                return parts[i] + " " + units[i] + (parts[i + 1] > 0 ? " " + parts[i + 1] + " " + units[i + 1] : "");
            }
        }
        return parts[3] + " s";
    }
}
