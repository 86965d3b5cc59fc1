package dev.reeve.server.schedule;

import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of a flow as it lies in the database.
 *
 * @param own whether it is that of the flow's code, else it was set on the server
 * @param json in the format of {@link ScheduleJson}
 * @param setBy who set it; empty for who registered the flow
 * @param pause null: it is not paused
 * @param decidedUntil firings up to then, inclusive, were decided on
 * @param nextAt when it is to be looked at; null: it never fires again
 * @param problem why it does not fire as it should; null: it does
 */
record StoredSchedule(
        int id,
        int flowId,
        String name,
        boolean own,
        String json,
        Overlap overlap,
        CatchUp catchUp,
        String setBy,
        Instant setAt,
        @Nullable Pause pause,
        Instant decidedUntil,
        @Nullable Instant nextAt,
        @Nullable String problem) {
    /** The name of the schedule that a flow has in its code, unless another is set in its place. */
    static final String DEFAULT = "default";

    /** Times that the database takes for the same are the same firing. */
    static final long TICK_NANOS = 999;

    /** It begins nothing until somebody resumes it. */
    record Pause(Instant at, String by, String reason) {}

    static StoredSchedule of(ResultSet row) throws SQLException {
        Instant paused = Columns.maybe(row, "paused_at");
        return new StoredSchedule(
                row.getInt("id"),
                row.getInt("flow_id"),
                row.getString("name"),
                row.getBoolean("own"),
                row.getString("schedule"),
                Overlap.parse(row.getString("overlap")),
                CatchUp.parse(row.getString("catch_up")),
                row.getString("set_by"),
                Columns.instant(row, "set_at"),
                paused == null ? null : new Pause(paused, row.getString("paused_by"), row.getString("pause_reason")),
                Columns.instant(row, "decided_until"),
                Columns.maybe(row, "next_at"),
                row.getString("problem"));
    }

    /** @throws dev.reeve.schedule.ScheduleException if it is of a format that this server does not know */
    Schedule schedule() {
        return ScheduleJson.read(json);
    }

    /** After what firings are still to be decided on. */
    Instant after() {
        return decidedUntil.plusNanos(TICK_NANOS);
    }
}
