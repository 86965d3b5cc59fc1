package dev.reeve.server.schedule;

import dev.reeve.api.BackfillState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A backfill as it lies in the database, without its intervals. */
record BackfillRow(
        UUID id,
        int flow,
        String schedule,
        Instant from,
        Instant to,
        int maxConcurrent,
        boolean again,
        boolean keepGoing,
        BackfillState state,
        String words,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {
    static BackfillRow of(ResultSet row) throws SQLException {
        return new BackfillRow(
                row.getObject("id", UUID.class),
                row.getInt("flow_id"),
                row.getString("schedule"),
                Columns.instant(row, "data_from"),
                Columns.instant(row, "data_to"),
                row.getInt("max_concurrent"),
                row.getBoolean("again"),
                row.getBoolean("keep_going"),
                BackfillState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("words"),
                row.getString("created_by"),
                Columns.instant(row, "created_at"),
                Columns.maybe(row, "ended_at"));
    }
}
