package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs away from agents that were not heard of in time. Such a run is Crashed and says why, and is reopened at once,
 * {@value #MOST_LAPSES} times at most; the last time all that began of it ends. One that was to be cancelled is.
 */
final class Sweeper {
    static final int MOST_LAPSES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Before its leases: who claims holds the row of its session, and finds it ended. */
    private static final String SESSIONS = """
            with s as (update agent_session set ended_at = clock_timestamp() where id in
                (select id from agent_session where ended_at is null and lasts_until < clock_timestamp()
                 order by id for update skip locked) returning agent)
            insert into hook_event (hook_id, kind, said, at) select k.id, 'agent_lost', s.agent, clock_timestamp()
            from s cross join hook k where k.agent_lost and k.disabled_at is null
            """;

    private static final String LAPSED = """
            select l.run_id from run_lease l join agent_session s on s.id = l.session
            where s.ended_at is not null order by l.run_id
            """;

    private static final String TAKE = """
            delete from run_lease where run_id in
                (select l.run_id from run_lease l join agent_session s on s.id = l.session
                 where l.run_id = ? and s.ended_at is not null for update of l skip locked)
            returning run_id, seq,
                (select s.agent || case when s.lasts_until = '-infinity' then ' disconnected'
                    else ' was not heard of any longer' end from agent_session s where s.id = session) as why
            """;

    private static final String LEFT = """
            select distinct f.id from inner_run i join flow_run f on f.id = i.root_run
            where i.ended_at is null and f.ended_at is not null
            """;

    private record Lapsed(int seq, String why) {}

    private final Tables tables;
    private final Catalog catalog;

    Sweeper(Tables tables, Catalog catalog) {
        this.tables = tables;
        this.catalog = catalog;
    }

    /** All that is due, each run in a transaction of its own; answers how many runs that were. */
    int sweep() {
        tables.useHandle(handle -> handle.createUpdate(SESSIONS).execute());
        List<UUID> lapsed = tables.withHandle(
                handle -> handle.createQuery(LAPSED).mapTo(UUID.class).list());
        int swept = 0;
        for (UUID run : lapsed) {
            swept += sweep(run) ? 1 : 0;
        }
        tables.withHandle(handle -> handle.createQuery(LEFT).mapTo(UUID.class).list())
                .forEach(this::endInside);
        return swept;
    }

    /** What goes on within a run that ended, such as a task that was abandoned, nobody tells the end of. */
    private void endInside(UUID root) {
        tables.useTransaction(handle -> {
            RunRow run = RunRow.lock(handle, root);
            if (run != null && run.state().isFinished()) {
                InnerRuns.end(handle, run, catalog, "the run around it ended");
                run.keepSeq(handle);
            }
        });
    }

    /** One that is in no order shall not keep the others from being swept. */
    private boolean sweep(UUID run) {
        try {
            return tables.inTransaction(handle -> take(handle, run));
        } catch (LedgerException e) {
            if (e.passing()) {
                throw e;
            }
            LOG.error("Run {} cannot be given to another agent and is left as it is", run, e);
            return tables.withHandle(handle -> handle.createUpdate("delete from run_lease where run_id = ?")
                            .bind(0, run)
                            .execute())
                    > 0;
        }
    }

    private boolean take(Handle handle, UUID id) {
        Lapsed lapsed = handle.createQuery(TAKE)
                .bind(0, id)
                .map((row, context) -> new Lapsed(row.getInt("seq"), "agent " + row.getString("why")))
                .findOne()
                .orElse(null);
        RunRow run = lapsed == null ? null : RunRow.lock(handle, id);
        if (lapsed == null || run == null) {
            return false;
        }
        run.heldUntil(lapsed.seq());
        lost(handle, run, lapsed.why());
        return true;
    }

    /** Takes a run from who holds it in that epoch; whether somebody does. */
    boolean lost(UUID id, int epoch, String why) {
        return tables.inTransaction(handle -> {
            Optional<Integer> seq = handle.createQuery(
                            "delete from run_lease where run_id = ? and epoch = ? returning seq")
                    .bind(0, id)
                    .bind(1, epoch)
                    .mapTo(Integer.class)
                    .findOne();
            RunRow run = seq.isEmpty() ? null : RunRow.lock(handle, id);
            if (run == null) {
                return false;
            }
            run.heldUntil(seq.get());
            lost(handle, run, Texts.message(why));
            return true;
        });
    }

    private void lost(Handle handle, RunRow run, String why) {
        Optional<String> cancel = handle.createQuery("delete from cancel_request where run_id = ? returning reason")
                .bind(0, run.id)
                .mapTo(String.class)
                .findOne();
        List<FlowEvent> events = new ArrayList<>();
        cancel.ifPresent(reason -> events.add(new FlowEvent.CancelRequested(reason)));
        events.add(new FlowEvent.Lost(why));
        for (FlowEvent event : events) {
            if (!run.state().isFinished()) {
                String refused = run.step(handle, event);
                if (refused != null) {
                    throw new LedgerException("run " + run.id + " cannot be swept: " + refused);
                }
            }
        }
        if (run.state() instanceof State.Crashed && run.lapses() < MOST_LAPSES) {
            run.lapses(run.lapses() + 1);
            InnerRuns.end(handle, run, catalog, why);
            var ignored = run.step(handle, new FlowEvent.Reopened(run.epoch() + 1)); // what is finished takes it
            run.enqueue(handle);
        } else {
            Ending.whole(handle, run, catalog, why);
        }
    }
}
