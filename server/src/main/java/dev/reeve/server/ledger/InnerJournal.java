package dev.reeve.server.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What runs that are tasks of a run told in earlier epochs.
 *
 * @param next where to go on; null: that is all
 */
public record InnerJournal(List<Line> lines, @Nullable From next) {
    private static final int RUNS = 500;

    public InnerJournal {
        lines = List.copyOf(lines);
    }

    /**
     * A line of one of them.
     *
     * @param path the run as its runner names it, behind the root's identifier
     */
    public record Line(UUID run, String path, JournalLine line) {}

    /** Behind that line of that run. */
    public record From(UUID run, int seq) {
        /** Before all of them. */
        public static final From START = new From(new UUID(0, 0), 0);
    }

    static InnerJournal read(Handle handle, UUID root, int before, From from, int most) throws SQLException {
        List<UUID> runs = handle.createQuery(
                        "select id from inner_run where root_run = :root and id >= :from order by id limit :most")
                .bind("root", root)
                .bind("from", from.run())
                .bind("most", RUNS)
                .mapTo(UUID.class)
                .list();
        List<Line> lines = runs.isEmpty() ? List.of() : lines(handle, runs, before, from, most + 1);
        if (lines.size() > most) {
            Line last = lines.get(most - 1);
            return new InnerJournal(
                    lines.subList(0, most), new From(last.run(), last.line().seq()));
        }
        return new InnerJournal(lines, runs.size() < RUNS ? null : new From(runs.getLast(), Integer.MAX_VALUE));
    }

    private static List<Line> lines(Handle handle, List<UUID> runs, int before, From from, int most) {
        return new ArrayList<>(handle.createQuery("""
                        select h.*, null::smallint as from_state, i.path from unnest(cast(:runs as uuid[])) as r(id)
                        join inner_run i on i.id = r.id join state_history h on h.run_id = i.id
                        where (h.run_id, h.seq) > (:from, :seq) and h.epoch < :before and not h.by_server
                        order by h.run_id, h.seq limit :most
                        """)
                .bindArray("runs", UUID.class, (Object[]) runs.toArray(UUID[]::new))
                .bind("from", from.run())
                .bind("seq", from.seq())
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> new Line(
                        row.getObject("run_id", UUID.class), row.getString("path"), HistoryReader.journalLine(row)))
                .list());
    }
}
