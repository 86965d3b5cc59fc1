package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What people do to runs: at once to one that nobody holds, else by asking who does. */
final class Steering {
    /** What was asked of the epochs from then on, unless one of them told that its run runs: then it is done. */
    private static final String ASKED = """
            select * from run_reopening r where run_id = :run and since <= :epoch and not exists (
                select from state_history h where h.run_id = r.run_id and h.task is null and not h.by_server
                    and h.epoch >= r.since and h.epoch < :epoch and h.state = :running)
            """;

    /** Newer code of the same structure is what a run is reopened for, often: task runs keep their places in it. */
    private static final String NEWEST_CODE = """
            update flow_run f set version_id = v.id from flow_version own, flow_version v
            where f.id = ? and own.id = f.version_id and v.flow_id = own.flow_id
                and v.structure_hash = own.structure_hash
                and v.version = (select max(version) from flow_version m where m.flow_id = own.flow_id)
            """;

    private final Tables tables;
    private final Catalog catalog;

    Steering(Tables tables, Catalog catalog) {
        this.tables = tables;
        this.catalog = catalog;
    }

    Steered cancel(UUID run, String by, String reason, @Nullable Integer graceSeconds) {
        return tables.inTransaction(handle -> {
            // first, as who claims does: whoever comes second finds it gone
            int queued = handle.createUpdate("delete from run_queue where run_id = ?")
                    .bind(0, run)
                    .execute();
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Steered.Unknown();
            }
            boolean waits = row.state() instanceof State.Paused && !Resting.isHeld(handle, run);
            if (queued == 0 && !waits && !row.state().isFinished()) {
                ask(handle, run, by, reason, graceSeconds);
                return new Steered.Asked();
            }
            Steered answer = answer(row.step(handle, new FlowEvent.CancelRequested(Texts.message(reason))));
            if (waits) {
                Ending.whole(handle, row, catalog, Texts.message(reason));
            }
            return answer;
        });
    }

    /** Its time has come, though it has not. Done too where it has anyway. */
    Steered startNow(UUID run) {
        return tables.inTransaction(handle -> {
            int moved = handle.createUpdate("""
                            update run_queue q set due_at = least(due_at, now()) from flow_run f
                            where q.run_id = ? and f.id = q.run_id and f.epoch = 0
                            """).bind(0, run).execute();
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Steered.Unknown();
            }
            return moved > 0
                    ? new Steered.Done()
                    : new Steered.Refused("it is " + row.state().name() + " and waits for no time to begin");
        });
    }

    private static void ask(Handle handle, UUID run, String by, String reason, @Nullable Integer graceSeconds) {
        handle.createUpdate("""
                        insert into cancel_request (run_id, requested_by, reason, grace_seconds) values (?, ?, ?, ?)
                        on conflict (run_id) do nothing
                        """)
                .bind(0, run)
                .bind(1, Texts.message(by))
                .bind(2, Texts.message(reason))
                .bind(3, graceSeconds)
                .execute();
    }

    Steered reopen(UUID run, Reopened wanted) {
        return tables.inTransaction(handle -> {
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Steered.Unknown();
            }
            row.lapses(0);
            Steered answer = answer(row.step(handle, new FlowEvent.Reopened(row.epoch() + 1)));
            if (answer instanceof Steered.Done) {
                for (String table : List.of("cancel_request", "run_reopening", "run_question", "run_answer")) {
                    handle.execute("delete from " + table + " where run_id = ?", run);
                }
                handle.execute(NEWEST_CODE, run);
                keep(handle, run, row.epoch() + 1, wanted);
                row.enqueue(handle);
            }
            return answer;
        });
    }

    private static void keep(Handle handle, UUID run, int since, Reopened wanted) {
        if (!wanted.equals(Reopened.PLAIN)) {
            handle.createUpdate("insert into run_reopening (run_id, since, task, child, reuse) values (?, ?, ?, ?, ?)")
                    .bind(0, run)
                    .bind(1, since)
                    .bind(2, wanted.task())
                    .bind(3, wanted.child())
                    .bind(4, wanted.reuse())
                    .execute();
        }
    }

    /** What is asked of that epoch of the run. */
    Reopened asked(UUID run, int epoch) {
        return tables.withHandle(handle -> handle.createQuery(ASKED)
                .bind("run", run)
                .bind("epoch", epoch)
                .bind("running", StateColumns.code("Running"))
                .map((row, context) -> new Reopened(
                        row.getString("task"), row.getObject("child", Integer.class), row.getString("reuse")))
                .findOne()
                .orElse(Reopened.PLAIN));
    }

    private static Steered answer(@Nullable String refused) {
        return refused == null ? new Steered.Done() : new Steered.Refused(refused);
    }
}
