package dev.reeve.server.hook;

import dev.reeve.api.HookDelivery;
import dev.reeve.server.ledger.StoredStates;
import dev.reeve.state.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that is to be told, or was. */
record HookEvent(
        UUID id,
        String kind,
        @Nullable UUID run,
        @Nullable Short state,
        @Nullable String detail,
        String flow,
        String said,
        Instant at,
        int attempts,
        HookDelivery wire) {
    static HookEvent of(ResultSet row) throws SQLException {
        UUID run = row.getObject("run_id", UUID.class);
        Short state = row.getObject("state", Integer.class) == null ? null : (Short) row.getShort("state");
        String outcome = row.getString("outcome");
        Instant at = Objects.requireNonNull(HookRow.instant(row, "at"));
        HookDelivery wire = new HookDelivery(
                row.getString("id"),
                row.getString("kind"),
                run == null ? null : run.toString(),
                state == null ? null : StoredStates.name(state),
                at,
                outcome == null ? "waiting" : outcome,
                row.getInt("attempts"),
                HookRow.instant(row, "tried_at"),
                outcome == null ? HookRow.instant(row, "due_at") : null,
                row.getString("message"));
        return new HookEvent(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                run,
                state,
                row.getString("detail"),
                row.getString("flow"),
                row.getString("said"),
                at,
                row.getInt("attempts"),
                wire);
    }

    /** The state that the run got into; null: it is about something else. */
    @Nullable
    State become() {
        return state == null ? null : StoredStates.of(state, detail);
    }
}
