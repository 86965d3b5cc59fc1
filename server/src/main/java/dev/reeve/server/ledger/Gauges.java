package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * How things stand, at what they cost to find out: nothing here reads a row of what ended more than a day ago.
 *
 * @param agents those that are connected
 * @param draining those of them that take no more runs
 * @param states runs by the name of their state
 */
public record Gauges(long queued, double oldestSeconds, long agents, long draining, Map<String, Long> states) {
    private static final String QUEUE = """
            select count(*), coalesce(extract(epoch from now() - min(due_at)), 0),
                (select count(*) from agent_session where ended_at is null), now(),
                (select count(*) from agent_session where ended_at is null and drains_since is not null)
            from run_queue where due_at <= now()
            """;

    private static final String STATES = """
            select state, count(*) from (
                select state from flow_run where id >= ? and ended_at is not null
                union all select f.state from run_lease l join flow_run f on f.id = l.run_id) s
            group by state
            """;

    public Gauges {
        states = Map.copyOf(states);
    }

    private record Queue(long runs, double oldest, long agents, Instant now, long draining) {
        static Queue of(ResultSet row) throws SQLException {
            return new Queue(
                    row.getLong(1),
                    row.getDouble(2),
                    row.getLong(3),
                    row.getTimestamp(4).toInstant(),
                    row.getLong(5));
        }
    }

    /** As it is now. */
    public static Gauges read(Handle handle) {
        Queue queue =
                handle.createQuery(QUEUE).map((row, context) -> Queue.of(row)).one();
        Map<String, Long> states = new TreeMap<>();
        handle.createQuery(STATES)
                .bind(0, RunIds.first(queue.now().minus(Duration.ofDays(1))))
                .map((row, context) -> Map.entry(new StateColumns(row.getShort(1), null).name(), row.getLong(2)))
                .forEach(each -> states.merge(each.getKey(), each.getValue(), Long::sum));
        return new Gauges(queue.runs(), queue.oldest(), queue.agents(), queue.draining(), states);
    }
}
