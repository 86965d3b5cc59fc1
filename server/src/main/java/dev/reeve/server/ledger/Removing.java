package dev.reeve.server.ledger;

import java.util.List;
import java.util.UUID;

/** Forgets one run that ended, with all that is written of it. */
final class Removing {
    // flow_run last: while its row is locked, nobody reopens it
    private static final List<String> OF_RUN = List.of(
            "artifact",
            "asset_event",
            "log_line",
            "state_history",
            "task_run",
            "run_trouble",
            "run_key",
            "run_input",
            "cancel_request");

    private final Tables tables;

    Removing(Tables tables) {
        this.tables = tables;
    }

    Steered remove(UUID run) {
        return tables.inTransaction(handle -> {
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Steered.Unknown();
            }
            if (!row.state().isFinished()) {
                return new Steered.Refused("it is " + row.state().name() + ", and only what ended is deleted");
            }
            InnerRuns.remove(handle, List.of(run));
            for (String table : OF_RUN) {
                handle.execute("delete from " + table + " where run_id = ?", run);
            }
            handle.execute("delete from flow_run where id = ?", run);
            return new Steered.Done();
        });
    }
}
