package dev.reeve.server.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What stands between a run that is queued and its beginning.
 *
 * @param ahead how many runs that ask for the same labels are claimed before it; counted up to {@link #MOST}
 * @param held how many runs each agent that is connected has in hand, by the number of its session
 */
public record Waiting(long ahead, Map<Long, Long> held) {
    /** So many are counted. */
    public static final long MOST = 1_000;

    /** Nothing. */
    public static final Waiting NONE = new Waiting(0, Map.of());

    private static final String AHEAD = """
            select count(*) from (select from run_queue me join run_queue q on q.label_set = me.label_set
                where me.run_id = :run and q.due_at <= now() and (q.priority > me.priority
                    or q.priority = me.priority and (q.due_at, q.run_id) < (me.due_at, me.run_id))
                limit :most) as ahead
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
        return new Waiting(ahead, held);
    }
}
