package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A run that nobody holds, within a transaction that has it for itself, and what the server does to it: each event is a step
 * and a line of history. Not thread-safe.
 */
final class RunRow {
    private static final String UPDATE = """
            with w as (update flow_run set state = :state, detail = :detail::json, epoch = :epoch, seq = :seq,
                    lapses = :lapses, ended_at = case when :ended then coalesce(ended_at, now()) end
                where id = :id),
            b as (insert into run_trouble (project_id, run_id, epoch, state)
                select :project, :id, :epoch, :state where :trouble
                on conflict (project_id, run_id, epoch) do update set state = excluded.state),
            o as (insert into hook_event (hook_id, kind, run_id, seq, state, detail, at)
                select k.id, 'state', :id, :seq, :state, :detail::json, clock_timestamp() from hook k
                where k.project_id = :project and cast(:state as smallint) = any(k.states) and k.disabled_at is null
                    and (k.flow_id is null or k.flow_id = (select flow_id from flow_run where id = :id))),
            n as (insert into run_change (project_id, runs) values (:project, array[cast(:id as uuid)]))
            insert into state_history (run_id, seq, epoch, state, by_server, at, detail)
            values (:id, :seq, :epoch, :state, true, clock_timestamp(), :detail::json)
            """;

    final UUID id;
    final int project;
    final int version;
    private State state;
    private int epoch;
    private int seq;
    private int lapses;

    private RunRow(ResultSet row) throws SQLException {
        id = row.getObject("id", UUID.class);
        project = row.getInt("project_id");
        version = row.getInt("version_id");
        state = new StateColumns(row.getShort("state"), row.getString("detail")).state();
        epoch = row.getInt("epoch");
        seq = row.getInt("seq");
        lapses = row.getInt("lapses");
    }

    /** With its row locked. */
    static @Nullable RunRow lock(Handle handle, UUID id) {
        return handle.createQuery("select * from flow_run where id = ? for update")
                .bind(0, id)
                .map((row, context) -> new RunRow(row))
                .findOne()
                .orElse(null);
    }

    State state() {
        return state;
    }

    int epoch() {
        return epoch;
    }

    int seq() {
        return seq;
    }

    int lapses() {
        return lapses;
    }

    void lapses(int count) {
        lapses = count;
    }

    /** History goes on after what the one wrote who held it. */
    void heldUntil(int last) {
        seq = Math.max(seq, last);
    }

    /** A line of history that somebody else writes in this transaction. */
    int nextSeq() {
        return ++seq;
    }

    /** After lines that somebody else wrote, and no step. */
    void keepSeq(Handle handle) {
        handle.createUpdate("update flow_run set seq = ? where id = ?")
                .bind(0, seq)
                .bind(1, id)
                .execute();
    }

    /** Null if that is done, else why it cannot be. */
    @Nullable
    String step(Handle handle, FlowEvent event) {
        return switch (FlowStep.step(state, event)) {
            case Step.Refused refused -> refused.why();
            case Step.Moved moved -> {
                state = moved.next();
                seq++;
                write(handle);
                yield null;
            }
        };
    }

    private void write(Handle handle) {
        StateColumns columns = StateColumns.of(state);
        handle.createUpdate(UPDATE)
                .bind("id", id)
                .bind("project", project)
                .bind("state", columns.code())
                .bind("detail", columns.detail())
                .bind("epoch", epoch)
                .bind("seq", seq)
                .bind("lapses", (short) lapses)
                .bind("ended", state.isFinished())
                .bind("trouble", state.isFinished() && !state.isSuccessful())
                .execute();
    }

    /** A place in the queue, at once. */
    void enqueue(Handle handle) {
        handle.createUpdate("""
                        insert into run_queue (run_id, label_set, priority, due_at)
                        select i.run_id, s.id, i.priority, now() from run_input i join label_set s on s.labels = i.labels
                        where i.run_id = ?
                        """).bind(0, id).execute();
    }
}
