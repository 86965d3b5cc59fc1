package dev.reeve.cli.serve;

import dev.reeve.cli.terminal.MistakeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/** Times as they are written on the command line. */
public final class Times {
    private Times() {}

    /** A date, which means its beginning, or a time, in that zone; or one with an offset. */
    public static Instant of(String option, String text, ZoneId zone) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return text.matches(".*T[^Z+\\-\\[]*")
                    ? LocalDateTime.parse(text).atZone(zone).toInstant()
                    : ZonedDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new MistakeException(
                    option + " takes a time such as 2026-03-28T00:00, 2026-03-28 or 2026-03-28T00:00Z, not \"" + text
                            + "\".",
                    e);
        }
    }
}
