package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Runs that tasks of a run are, where the server does something to that run: they live and die with it. In the transaction
 * that has its row.
 */
final class InnerRuns {
    private static final String UNFINISHED = """
            select id, inner_flow, state, detail from inner_run where root_run = ? and ended_at is null
            order by depth desc, id for update
            """;

    private static final String END = """
            with w as (update inner_run set state = :state, detail = :detail::json, seq = :seq, ended_at = clock_timestamp()
                where id = :id),
            n as (insert into run_change (project_id, runs) values (:project, array[cast(:id as uuid)]))
            insert into state_history (run_id, seq, epoch, state, by_server, at, detail)
            values (:id, :seq, :epoch, :state, true, clock_timestamp(), :detail::json)
            """;

    /** Tables in which they have rows, by {@code run_id}. */
    private static final List<String> TABLES =
            List.of("artifact", "asset_event", "task_run", "run_input", "state_history");

    private record Unfinished(UUID id, int version, State state) {}

    private InnerRuns() {}

    /** Nobody goes on with them: what began of them ends, and then they do. A later epoch of the root may begin them anew. */
    static void end(Handle handle, RunRow root, Catalog catalog, String why) {
        List<Unfinished> unfinished = handle.createQuery(UNFINISHED)
                .bind(0, root.id)
                .map((row, context) -> new Unfinished(
                        row.getObject("id", UUID.class),
                        -row.getInt("inner_flow"),
                        new StateColumns(row.getShort("state"), row.getString("detail")).state()))
                .list();
        for (Unfinished each : unfinished) {
            new Ending(handle, root, each.id(), catalog.structure(each.version())).end(why);
            end(handle, root, each, why);
        }
    }

    private static void end(Handle handle, RunRow root, Unfinished run, String why) {
        Step step = FlowStep.step(run.state(), new FlowEvent.Lost(why));
        Step taken = step instanceof Step.Moved ? step : FlowStep.step(run.state(), new FlowEvent.CancelRequested(why));
        if (!(taken instanceof Step.Moved moved) || !moved.next().isFinished()) {
            throw new LedgerException(
                    "run " + run.id() + ", which is " + run.state().name() + ", cannot end");
        }
        StateColumns columns = StateColumns.of(moved.next());
        handle.createUpdate(END)
                .bind("id", run.id())
                .bind("project", root.project)
                .bind("state", columns.code())
                .bind("detail", columns.detail())
                .bind("epoch", root.epoch())
                .bind("seq", root.nextSeq())
                .execute();
    }

    /** Forgets those of runs that are forgotten, with all that is written of them. */
    static void remove(Handle handle, List<UUID> roots) {
        List<UUID> inner = handle.createQuery("select id from inner_run where root_run = any(cast(:roots as uuid[]))")
                .bindArray("roots", UUID.class, roots)
                .mapTo(UUID.class)
                .list();
        if (inner.isEmpty()) {
            return;
        }
        for (String table : TABLES) {
            handle.createUpdate("delete from " + table + " where run_id = any(cast(:runs as uuid[]))")
                    .bindArray("runs", UUID.class, inner)
                    .execute();
        }
        handle.createUpdate("delete from inner_run where id = any(cast(:runs as uuid[]))")
                .bindArray("runs", UUID.class, inner)
                .execute();
    }
}
