package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What people do to runs: at once to one that nobody holds, else by asking who does. */
final class Steering {
    private final Tables tables;

    Steering(Tables tables) {
        this.tables = tables;
    }

    Steered cancel(UUID run, String by, String reason) {
        return tables.inTransaction(handle -> {
            // first, as who claims does: whoever comes second finds it gone
            int queued = handle.createUpdate("delete from run_queue where run_id = ?")
                    .bind(0, run)
                    .execute();
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Steered.Unknown();
            }
            if (queued == 0 && !row.state().isFinished()) {
                ask(handle, run, by, reason);
                return new Steered.Asked();
            }
            return answer(row.step(handle, new FlowEvent.CancelRequested(Texts.message(reason))));
        });
    }

    private static void ask(Handle handle, UUID run, String by, String reason) {
        handle.createUpdate("""
                        insert into cancel_request (run_id, requested_by, reason) values (?, ?, ?)
                        on conflict (run_id) do nothing
                        """)
                .bind(0, run)
                .bind(1, Texts.message(by))
                .bind(2, Texts.message(reason))
                .execute();
    }

    Steered reopen(UUID run) {
        return tables.inTransaction(handle -> {
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Steered.Unknown();
            }
            row.lapses(0);
            Steered answer = answer(row.step(handle, new FlowEvent.Reopened(row.epoch() + 1)));
            if (answer instanceof Steered.Done) {
                handle.createUpdate("delete from cancel_request where run_id = ?")
                        .bind(0, run)
                        .execute();
                row.enqueue(handle);
            }
            return answer;
        });
    }

    private static Steered answer(@Nullable String refused) {
        return refused == null ? new Steered.Done() : new Steered.Refused(refused);
    }
}
