package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What others do to runs in a transaction of theirs, so that it is done with the rest of it or not at all. Once it is
 * committed, {@link Ledger#ring} is to be called. Belongs to one thread.
 */
public final class WithinTransaction {
    private final Handle handle;
    private final Catalog catalog;

    WithinTransaction(Handle handle, Catalog catalog) {
        this.handle = handle;
        this.catalog = catalog;
    }

    /** Runs that wait for an agent, in the order given. No two have one identifier. */
    public List<Submitted> submit(List<Submission> submissions) {
        List<Submitting.Wanted> wanted = new ArrayList<>();
        for (Submission submission : submissions) {
            Optional<Catalog.Fixed> version = catalog.fixed(submission.version());
            if (version.isEmpty()) {
                throw new LedgerException("there is no flow version " + submission.version());
            }
            wanted.add(new Submitting.Wanted(
                    submission, version.get().project(), version.get().flow(), 0, ""));
        }
        try {
            return wanted.isEmpty() ? List.of() : new Submitting(handle.getConnection()).submit(wanted);
        } catch (SQLException e) {
            throw LedgerException.of(e);
        }
    }

    /** The states of those runs that there are. */
    public Map<UUID, State> states(Collection<UUID> runs) {
        Map<UUID, State> states = new HashMap<>();
        if (runs.isEmpty()) {
            return states;
        }
        handle.createQuery("select id, state, detail from flow_run where id = any(:ids)")
                .bindArray("ids", UUID.class, runs)
                .map((row, context) -> states.put(
                        row.getObject("id", UUID.class),
                        new StateColumns(row.getShort("state"), row.getString("detail")).state()))
                .list();
        return states;
    }

    /** Cancels a run that nobody began; false if somebody did, and then it goes on. */
    public boolean withdraw(UUID run, String reason) {
        // first, as who claims does: whoever comes second finds it gone
        int queued = handle.createUpdate("""
                        delete from run_queue q using flow_run f
                        where q.run_id = ? and f.id = q.run_id and f.epoch = 0
                        """).bind(0, run).execute();
        RunRow row = queued == 0 ? null : RunRow.lock(handle, run);
        return row != null && row.step(handle, new FlowEvent.CancelRequested(Texts.message(reason))) == null;
    }
}
