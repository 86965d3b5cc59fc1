package dev.reeve.cli.runs;

import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import org.jspecify.annotations.Nullable;

/** Why runs began, in words. */
final class Beginnings {
    private Beginnings() {}

    /** {@code by its schedule: ..}; empty if a person or a program wanted the run and said no more. */
    static String words(@Nullable Occasion occasion) {
        if (occasion == null) {
            return "";
        }
        String cause = cause(occasion.cause());
        return occasion.words().isEmpty() ? cause : cause + ": " + occasion.words();
    }

    private static String cause(Occasion.Cause cause) {
        return switch (cause) {
            case BY_HAND -> "by hand";
            case SCHEDULE -> "by its schedule";
            case CATCH_UP -> "to catch up with its schedule";
            case BACKFILL -> "by a backfill";
        };
    }

    /** {@code A to B}; empty if none is known. */
    static String interval(@Nullable Occasion occasion) {
        DataInterval interval = occasion == null ? null : occasion.interval();
        return interval == null ? "" : interval.from() + " to " + interval.to();
    }
}
