package dev.reeve.server.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a run that is queued and its beginning.
 *
 * @param ahead how many runs that ask for the same labels are claimed before it; counted up to {@link #MOST}
 * @param full the limit of a label of its own that lets no more runs begin; null: there is none
 * @param held how many runs each agent that is connected has in hand, by the number of its session
 */
public record Waiting(
        long ahead, Map<Long, Long> held, @Nullable FullLabel full) {
    /**
     * As many runs with a label go on as may.
     *
     * @param holders names of the runs
     */
    public record FullLabel(String label, int most, List<String> holders) {
        public FullLabel {
            holders = List.copyOf(holders);
        }
    }

    /** So many are counted. */
    public static final long MOST = 1_000;

    /** Nothing. */
    public static final Waiting NONE = new Waiting(0, Map.of(), null);

    private static final String AHEAD = """
            select count(*) from (select from run_queue me join run_queue q on q.label_set = me.label_set
                where me.run_id = :run and q.due_at <= now() and (q.priority > me.priority
                    or q.priority = me.priority and (q.due_at, q.run_id) < (me.due_at, me.run_id))
                limit :most) as ahead
            """;

    private static final String FULL = """
            select c.name, c.most from concurrency_limit c join run_input i on c.name = any(i.labels)
            where c.kind = 'label' and i.run_id = :run and c.most <= (select count(*) from run_lease l
                join run_input o on o.run_id = l.run_id where c.name = any(o.labels))
            order by c.name limit 1
            """;

    private static final String HOLDERS = """
            select i.name from run_lease l join run_input i on i.run_id = l.run_id where :label = any(i.labels)
            order by i.run_id limit :most
            """;

    public Waiting {
        held = Map.copyOf(held);
    }

    static Waiting read(Handle handle, UUID run) {
        long ahead = handle.createQuery(AHEAD)
                .bind("run", run)
                .bind("most", MOST)
                .mapTo(Long.class)
                .one();
        Map<Long, Long> held = new LinkedHashMap<>();
        handle.createQuery(
                        "select l.session, count(*) as runs from run_lease l join agent_session s on s.id = l.session"
                                + " where s.ended_at is null group by l.session")
                .map((row, context) -> held.put(row.getLong("session"), row.getLong("runs")))
                .list();
        return new Waiting(ahead, held, full(handle, run));
    }

    private static @Nullable FullLabel full(Handle handle, UUID run) {
        return handle.createQuery(FULL)
                .bind("run", run)
                .map((row, context) -> new FullLabel(row.getString("name"), row.getInt("most"), List.of()))
                .findOne()
                .map(full -> new FullLabel(full.label(), full.most(), holders(handle, full.label())))
                .orElse(null);
    }

    private static List<String> holders(Handle handle, String label) {
        return handle.createQuery(HOLDERS)
                .bind("label", label)
                .bind("most", MOST)
                .mapTo(String.class)
                .list();
    }
}
