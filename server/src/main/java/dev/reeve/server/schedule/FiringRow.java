package dev.reeve.server.schedule;

import dev.reeve.api.FiringState;
import dev.reeve.spi.Occasion.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a firing, or is to become of it.
 *
 * @param clock which of its schedule's clocks, see {@link dev.reeve.serve.policy.Clocks#key}; {@link #ALL}: several firings
 * @param replaces while it waits, whether the run that goes on is to be cancelled
 * @param words why, for people; may be empty
 */
record FiringRow(
        int schedule,
        Instant at,
        String clock,
        FiringState what,
        Cause cause,
        boolean replaces,
        @Nullable UUID run,
        String words) {
    /** Stands for firings of several clocks. */
    static final String ALL = "*";

    static FiringRow of(ResultSet row) throws SQLException {
        return new FiringRow(
                row.getInt("schedule_id"),
                Columns.instant(row, "at"),
                row.getString("clock"),
                FiringState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Cause.valueOf(row.getString("cause")),
                row.getBoolean("replaces"),
                row.getObject("run_id", UUID.class),
                row.getString("words"));
    }

    FiringRow with(FiringState changed, @Nullable UUID changedRun, String changedWords) {
        return new FiringRow(schedule, at, clock, changed, cause, false, changedRun, changedWords);
    }

    /** The state as the table has it. */
    String word() {
        return what.name().toLowerCase(Locale.ROOT);
    }
}
