package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** How runs come to agents: each to one, those of higher priority and then those that are due longer first. */
final class Claims {
    private static final int MOST_KNOWN = 10_000;

    private record Session(String agent, String[] labels, boolean draining, boolean limited) {}

    private record Taken(UUID run, int version, int epoch, int seq, StateColumns state) {}

    /** Labels are matched before anything is cut off: what no agent may run keeps nothing back that one may. */
    private static final String TAKE = """
            with q as (select n.run_id, n.priority, n.due_at from label_set s cross join lateral
                    (select run_id, priority, due_at from run_queue u where u.label_set = s.id and u.due_at <= now()
                     order by priority desc, due_at limit :most for update skip locked) n
                where s.labels <@ cast(:labels as text[]) order by n.priority desc, n.due_at limit :most),
            d as (delete from run_queue u using q where u.run_id = q.run_id returning u.run_id)
            select f.* from d join q using (run_id) join flow_run f on f.id = d.run_id
            order by q.priority desc, q.due_at, f.id
            """;

    private static final String TAKEN = """
            select f.* from unnest(cast(:runs as uuid[])) with ordinality as t(id, place) join flow_run f using (id)
            order by t.place
            """;

    private static final String LEASE = """
            with b as (select * from unnest(?::uuid[], ?::int[], ?::int[], ?::smallint[], ?::text[])
                as b(id, epoch, seq, state, detail)),
            w as (update flow_run f set state = b.state, detail = b.detail::json, epoch = b.epoch, seq = b.seq
                from b where f.id = b.id returning f.project_id, f.id),
            n as (insert into run_change (project_id, runs) select project_id, array_agg(id) from w group by project_id),
            l as (insert into run_lease (run_id, epoch, seq, session) select id, epoch, seq, ? from b)
            insert into state_history (run_id, seq, epoch, state, by_server, at, detail)
            select id, seq, epoch, state, true, now(), detail::json from b
            """;

    private final Tables tables;
    private final LedgerMeters meters;
    private final Commits commits;
    private final Map<Long, String> agents = new ConcurrentHashMap<>();
    private final ReentrantLock one = new ReentrantLock(); // several at a time get no more out of the database

    Claims(Tables tables, LedgerMeters meters, Commits commits) {
        this.tables = tables;
        this.meters = meters;
        this.commits = commits;
    }

    static String starting(String agent) {
        return "starting on agent " + agent;
    }

    /** Nothing for a session that lapsed or drains. */
    Claiming claim(long session, int most) {
        Claiming claiming;
        one.lock();
        try {
            claiming = tables.lookUpInTransaction(handle -> claimed(handle, session, most));
        } finally {
            one.unlock();
        }
        meters.claimed(claiming.runs().size());
        if (!claiming.runs().isEmpty()) {
            commits.happened();
        }
        return claiming;
    }

    /** What is known of the agent while the session lasts. Its row is held, so that nobody ends or drains it meanwhile. */
    private static Optional<Session> session(Handle handle, long session) {
        return handle.createQuery("""
                        select agent, labels, drains_since is not null, exists (select from concurrency_limit where kind = 'label')
                        from agent_session
                        where id = ? and ended_at is null and lasts_until > clock_timestamp() for share
                        """)
                .bind(0, session)
                .map((row, context) -> new Session(
                        row.getString(1), (String[]) row.getArray(2).getArray(), row.getBoolean(3), row.getBoolean(4)))
                .findOne();
    }

    /** The agent's name, of a session that lasts or has ended: it never changes, so that it is asked for once. */
    Optional<String> agent(long session) {
        String known = agents.get(session);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> agent =
                tables.withHandle(handle -> handle.createQuery("select agent from agent_session where id = ?")
                        .bind(0, session)
                        .mapTo(String.class)
                        .findOne());
        if (agents.size() >= MOST_KNOWN) {
            agents.clear();
        }
        agent.ifPresent(name -> agents.put(session, name));
        return agent;
    }

    private static Claiming claimed(Handle handle, long session, int most) throws SQLException {
        Optional<Session> claimer = session(handle, session);
        if (claimer.isEmpty()) {
            return Claiming.NOTHING;
        }
        return claimer.get().draining()
                ? new Claiming(List.of(), true)
                : new Claiming(taken(handle, session, claimer.get(), most), false);
    }

    private static List<Claimed> taken(Handle handle, long session, Session claimer, int most) throws SQLException {
        if (most < 1) {
            return List.of();
        }
        FlowEvent event = new FlowEvent.Throttled(starting(claimer.agent()));
        List<Taken> taken = rows(handle, claimer, most)
                .map((row, context) -> new Taken(
                        row.getObject("id", UUID.class),
                        row.getInt("version_id"),
                        row.getInt("epoch") + 1,
                        row.getInt("seq") + 1,
                        after(new StateColumns(row.getShort("state"), row.getString("detail")).state(), event)))
                .list();
        if (taken.isEmpty()) {
            return List.of();
        }
        lease(handle.getConnection(), taken, session);
        List<Claimed> claimed = new ArrayList<>();
        taken.forEach(each -> claimed.add(new Claimed(each.run(), each.epoch(), each.seq(), each.version())));
        return claimed;
    }

    private static Query rows(Handle handle, Session claimer, int most) {
        if (claimer.limited()) {
            return handle.createQuery(TAKEN)
                    .bindArray("runs", UUID.class, LimitedQueue.take(handle, claimer.labels(), most));
        }
        return handle.createQuery(TAKE).bind("most", most).bindArray("labels", String.class, (Object[])
                claimer.labels());
    }

    /** One that waits for a person waits until its runner says that it goes on. */
    private static StateColumns after(State state, FlowEvent event) {
        if (state instanceof State.Paused) {
            return StateColumns.of(state);
        }
        return switch (FlowStep.step(state, event)) {
            case Step.Moved moved -> StateColumns.of(moved.next());
            case Step.Refused refused -> throw new LedgerException("a queued run cannot be claimed: " + refused.why());
        };
    }

    private static void lease(Connection connection, List<Taken> taken, long session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEASE)) {
            new SqlArrays(connection, statement)
                    .column("uuid", taken, Taken::run)
                    .column("int4", taken, Taken::epoch)
                    .column("int4", taken, Taken::seq)
                    .column("int2", taken, row -> row.state().code())
                    .column("text", taken, row -> row.state().detail())
                    .number(session);
            statement.executeUpdate();
        }
    }
}
