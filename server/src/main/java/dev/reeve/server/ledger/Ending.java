package dev.reeve.server.ledger;

import dev.reeve.state.RetryVerdict;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskStep;
import dev.reeve.state.Upstreams;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How what began of a run ends that nobody will go on with: attempts are lost, what waits is cancelled, and mapped nodes end
 * as their children did; children that never began count as cancelled. Used once, in the transaction that ends the run.
 */
final class Ending {
    private static final String TASKS =
            "select task, map_index, state, detail, clock_timestamp() as now from task_run where run_id = ?";

    private static final String UPDATE = """
            with t as (update task_run set state = :state, detail = :detail::json, ended_at = :at,
                attempt = case when :attempt < 0 then attempt else :attempt end
                where run_id = :id and task = :task and map_index = :index)
            insert into state_history (run_id, seq, epoch, task, map_index, state, by_server, at, detail)
            values (:id, :seq, :epoch, :task, :index, :state, true, :at, :detail::json)
            """;

    private final Handle handle;
    private final RunRow held;
    private final UUID run;
    private final FlowStructure structure;
    private final Map<TaskKey, State> states =
            new TreeMap<>(Comparator.comparingInt(TaskKey::task).thenComparingInt(TaskKey::index));
    private Instant now = Instant.EPOCH;

    /** Of a run that is held, or of one that a task of it is; its lines of history have the numbers of the one that is held. */
    Ending(Handle handle, RunRow held, UUID run, FlowStructure structure) {
        this.handle = handle;
        this.held = held;
        this.run = run;
        this.structure = structure;
    }

    /** How a run ends, and before it those that tasks of it are. */
    static void whole(Handle handle, RunRow run, Catalog catalog, String why) {
        InnerRuns.end(handle, run, catalog, why);
        new Ending(handle, run, run.id, catalog.structure(run.version)).end(why);
        run.keepSeq(handle);
    }

    void end(String why) {
        handle.createQuery(TASKS)
                .bind(0, run)
                .map((row, context) -> {
                    now = Rows.instant(row, "now");
                    return states.put(
                            new TaskKey(row.getInt("task"), row.getInt("map_index")),
                            new StateColumns(row.getShort("state"), row.getString("detail")).state());
                })
                .list();
        List<TaskKey> mapped = new ArrayList<>();
        for (Map.Entry<TaskKey, State> each : List.copyOf(states.entrySet())) {
            TaskKey key = each.getKey();
            switch (each.getValue()) {
                case State.Mapped s -> mapped.add(key);
                case State.Running s -> step(key, new TaskEvent.Lost(s.tries().attempt(), why, RetryVerdict.NO));
                case State.Cancelling s ->
                    step(key, new TaskEvent.Lost(s.tries().attempt(), why, RetryVerdict.NO));
                case State.Unstarted s -> step(key, new TaskEvent.CancelRequested(why));
                case State.Finished s -> {}
            }
        }
        mapped.forEach(key -> step(key, new TaskEvent.ChildrenFinished(children(key))));
    }

    private Upstreams children(TaskKey node) {
        int width = states.get(node) instanceof State.Mapped mapped ? mapped.width() : 0;
        int successful = 0;
        int skipped = 0;
        int failed = 0;
        for (int i = 0; i < width; i++) {
            State state = states.get(new TaskKey(node.task(), i));
            if (state != null) {
                successful += state instanceof State.Success || state instanceof State.Cached ? 1 : 0;
                skipped += state instanceof State.Skipped ? 1 : 0;
                failed += state.isFailed() ? 1 : 0;
            }
        }
        return new Upstreams(successful, skipped, failed, width - successful - skipped - failed, 0);
    }

    private void step(TaskKey key, TaskEvent event) {
        State before = states.get(key);
        FlowStructure.Node node = structure.tasks().get(key.task());
        if (before == null || !(TaskStep.step(node.policy(), before, event, now) instanceof Step.Moved moved)) {
            throw new LedgerException("task " + node.name() + " of run " + run + " cannot end: " + event);
        }
        states.put(key, moved.next());
        StateColumns columns = StateColumns.of(moved.next());
        handle.createUpdate(UPDATE)
                .bind("id", run)
                .bind("task", key.task())
                .bind("index", key.index())
                .bind("state", columns.code())
                .bind("detail", columns.detail())
                .bind("attempt", StateColumns.attempt(moved.next()))
                .bind("epoch", held.epoch())
                .bind("seq", held.nextSeq())
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute();
    }
}
