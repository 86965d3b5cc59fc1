package dev.reeve.server.schedule;

import dev.reeve.api.BackfillFate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A data interval of a backfill as it lies in the database.
 *
 * @param clock which of the schedule's clocks, see {@link dev.reeve.serve.policy.Clocks#key}
 * @param zone that of the firing which ends it
 * @param parameters JSON
 */
record IntervalRow(
        int place,
        String clock,
        Instant at,
        Instant from,
        String zone,
        String parameters,
        List<String> labels,
        BackfillFate fate,
        @Nullable UUID run,
        String words) {
    static IntervalRow of(ResultSet row) throws SQLException {
        return new IntervalRow(
                row.getInt("place"),
                row.getString("clock"),
                Columns.instant(row, "at"),
                Columns.instant(row, "data_from"),
                row.getString("zone"),
                row.getString("parameters"),
                List.of((String[]) row.getArray("labels").getArray()),
                BackfillFate.valueOf(row.getString("fate").toUpperCase(Locale.ROOT)),
                row.getObject("run_id", UUID.class),
                row.getString("words"));
    }

    IntervalRow with(BackfillFate changed, @Nullable UUID changedRun, String changedWords) {
        return new IntervalRow(place, clock, at, from, zone, parameters, labels, changed, changedRun, changedWords);
    }

    String word() {
        return fate.name().toLowerCase(Locale.ROOT);
    }
}
