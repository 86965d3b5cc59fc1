package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was written down of runs as it happened, line by line. Thread-safe. */
public final class HistoryReader {
    private final Tables tables;

    HistoryReader(Tables tables) {
        this.tables = tables;
    }

    /** In the order in which it was written, behind that number. */
    public List<HistoryLine> lines(UUID run, int after, int most) {
        return lines(run, Set.of(), after, most);
    }

    /** The same of some tasks and their children; none: of all, and of the run itself. */
    public List<HistoryLine> lines(UUID run, Set<Integer> tasks, int after, int most) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select * from state_history where run_id = :run and seq > :after and state >= 0
                        and (cardinality(:tasks::int[]) = 0 or task = any(:tasks)) order by seq limit :most
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("most", most)
                .bindArray("tasks", Integer.class, (Object[]) tasks.toArray(Integer[]::new))
                .map((row, context) -> new HistoryLine(
                        row.getInt("seq"),
                        row.getInt("epoch"),
                        RunReader.key(row),
                        RunReader.state(row),
                        row.getBoolean("by_server"),
                        Rows.instant(row, "at")))
                .list());
    }

    /**
     * A worker of a cluster that called the function of a task run's attempt.
     *
     * @param worker its name for people
     */
    public record CalledLine(int seq, TaskKey key, String worker) {}

    /** Which workers called its task runs, in that order, behind the one number and up to the other. */
    public List<CalledLine> called(UUID run, int after, int last) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select seq, task, map_index, detail::json ->> 'worker' as worker from state_history
                        where run_id = :run and seq > :after and seq <= :last and state < 0
                        and starts_with(detail::text, '{"kind":"called"') order by seq
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("last", last)
                .map((row, context) -> new CalledLine(
                        row.getInt("seq"),
                        new TaskKey(row.getInt("task"), row.getInt("map_index")),
                        row.getString("worker")))
                .list());
    }

    /** When it was taken from who held it, and why: Crashed by the server, in that order; also one that stayed so. */
    public List<HistoryLine> losses(UUID run) {
        return tables.withHandle(handle -> handle.createQuery(
                        "select * from state_history where run_id = ? and task is null and by_server and state = ?"
                                + " order by seq")
                .bind(0, run)
                .bind(1, StateColumns.CRASHED)
                .map((row, context) -> new HistoryLine(
                        row.getInt("seq"),
                        row.getInt("epoch"),
                        null,
                        RunReader.state(row),
                        true,
                        Rows.instant(row, "at")))
                .list());
    }

    /**
     * What those who held it in earlier epochs told, in that order, behind that number: states and whatever else.
     *
     * @param before only of epochs before that one
     */
    public List<JournalLine> journal(UUID run, int before, int after, int most) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select * from (select h.*, lag(h.state) over (partition by h.task, h.map_index order by h.seq)
                            as from_state from state_history h where h.run_id = :run and h.state >= 0
                            union all select h.*, null::smallint from state_history h where h.run_id = :run and h.state < 0)
                            as told
                        where epoch < :before and seq > :after and not by_server order by seq limit :most
                        """)
                .bind("run", run)
                .bind("before", before)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> journalLine(row))
                .list());
    }

    /** The same of runs that tasks of it are: each run's lines together, the runs in no order that matters. */
    public InnerJournal innerJournal(UUID root, int before, InnerJournal.From from, int most) {
        return tables.withHandle(handle -> InnerJournal.read(handle, root, before, from, most));
    }

    /**
     * What those who held it told beside changes of state, in that order, behind that number: where results are, where
     * attempts failed, what was kept for people.
     *
     * @param kind only of that kind; null: of any
     */
    public List<JournalLine> told(UUID run, @Nullable String kind, int after, int most) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select h.*, null::smallint as from_state from state_history h
                        where run_id = :run and state < 0 and seq > :after and starts_with(detail::text, :kind)
                        order by seq limit :most
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("kind", kind == null ? "" : "{\"kind\":\"" + kind + "\"") // as it is written, kind first
                .bind("most", most)
                .map((row, context) -> journalLine(row))
                .list());
    }

    /** What was told last of each of a task's runs about where its result is; of at most so many of its children. */
    public List<JournalLine> stored(UUID run, int task, int index, int most) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select * from (select distinct on (map_index) h.*, null::smallint as from_state from state_history h
                            where run_id = :run and state < 0 and task = :task and (map_index = :index or :index < -1)
                                and starts_with(detail::text, '{"kind":"stored"')
                            order by map_index, seq desc) as s
                        order by map_index limit :most
                        """)
                .bind("run", run)
                .bind("task", task)
                .bind("index", index)
                .bind("most", most)
                .map((row, context) -> journalLine(row))
                .list());
    }

    static JournalLine journalLine(ResultSet row) throws SQLException {
        boolean told = row.getShort("state") == StateColumns.TOLD;
        Short from = row.getObject("from_state", Short.class);
        return new JournalLine(
                row.getInt("seq"),
                row.getInt("epoch"),
                RunReader.key(row),
                from == null ? State.Pending.NOW.name() : new StateColumns(from, null).name(),
                told ? null : RunReader.state(row),
                told ? row.getString("detail") : null,
                Rows.instant(row, "at"));
    }
}
