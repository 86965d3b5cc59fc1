package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs that are wanted, many in one statement and one commit: run, input, key, history, and a place in the queue or a lease. */
final class Submitting {
    /**
     * A submission on its way.
     *
     * @param flow and project: those of its version
     * @param session whose it is at once; 0: it waits for an agent
     * @param agent the name of that agent; empty: none
     */
    record Wanted(Submission submission, int project, int flow, long session, String agent) {
        State state() {
            FlowEvent event = session != 0
                    ? new FlowEvent.Throttled(Claims.starting(agent))
                    : submission.due() == null ? null : new FlowEvent.Planned(submission.due());
            return event == null ? State.Pending.NOW : ((Step.Moved) FlowStep.step(State.Pending.NOW, event)).next();
        }

        StateColumns columns() {
            return StateColumns.of(state());
        }
    }

    private static final String LABELS = """
            insert into label_set (labels)
            select string_to_array(l, chr(10)) from unnest(?::text[]) as l on conflict do nothing
            """;

    private static final String SUBMIT = """
            with b as (select * from unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::smallint[], ?::text[], ?::bigint[],
                    ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::smallint[], ?::timestamptz[], ?::uuid[], ?::int[], ?::int[], ?::timestamptz[], ?::text[])
                as b(id, project_id, flow_id, version_id, state, detail, session, key, name, parameters, data_from, data_to,
                    cause, words, submitted_by, labels, priority, due_at, parent_run, parent_task, parent_index, meant_at, zone)
                where session = 0 or exists (select from agent_session a
                    where a.id = b.session and a.ended_at is null and a.drains_since is null and a.lasts_until > clock_timestamp())),
            k as (insert into run_key (flow_id, key, run_id) select flow_id, key, id from b where key is not null
                and not exists (select from flow_run r where r.id = b.id) on conflict do nothing returning run_id),
            r as (insert into flow_run (id, project_id, flow_id, version_id, state, detail, epoch, seq, created_at)
                select id, project_id, flow_id, version_id, state, detail::json, case when session = 0 then 0 else 1 end, 1,
                    now()
                from b where key is null or id in (select run_id from k) on conflict (id) do nothing returning id),
            c as (select b.* from b join r using (id)),
            l as (insert into run_lease (run_id, epoch, seq, session) select id, 1, 1, session from c where session <> 0),
            q as (insert into run_queue (run_id, label_set, priority, due_at)
                select c.id, s.id, c.priority, coalesce(c.due_at, now()) from c
                join label_set s on s.labels = string_to_array(c.labels, chr(10)) where session = 0),
            i as (insert into run_input (run_id, name, parameters, data_from, data_to, cause, words, submitted_by, labels,
                    priority, parent_run, parent_task, parent_index, meant_at, zone)
                select id, name, parameters::json, data_from, data_to, cause, words, submitted_by,
                    string_to_array(labels, chr(10)), priority, parent_run, parent_task, parent_index, meant_at, zone from c),
            h as (insert into state_history (run_id, seq, epoch, state, by_server, at, detail)
                select id, 1, case when session = 0 then 0 else 1 end, state, true, now(), detail::json from c),
            n as (insert into run_change (project_id, runs) select project_id, array_agg(id) from c group by project_id)
            select id from r
            """;

    private static final String KNOWN = """
            select b.id, coalesce(r.id, k.run_id) from unnest(?::uuid[], ?::int[], ?::text[]) as b(id, flow_id, key)
            left join flow_run r on r.id = b.id left join run_key k on k.flow_id = b.flow_id and k.key = b.key
            """;

    private final Connection connection;
    private final Set<String> seen = new HashSet<>();

    Submitting(Connection connection) {
        this.connection = connection;
    }

    /** In the order given. No two have one identifier. */
    List<Submitted> submit(List<Wanted> wanted) throws SQLException {
        labels(wanted);
        Map<UUID, UUID> written = write(wanted);
        List<Wanted> others =
                wanted.stream().filter(each -> !written.containsKey(id(each))).toList();
        Map<UUID, UUID> known = others.isEmpty() ? Map.of() : known(others);
        List<Submitted> answers = new ArrayList<>();
        for (Wanted each : wanted) {
            @Nullable UUID other = known.get(id(each));
            answers.add(
                    written.containsKey(id(each))
                            ? new Submitted.New(id(each), each.session() == 0 ? 0 : 1)
                            : other == null ? new Submitted.Refused(unwritten(each)) : new Submitted.Known(other));
        }
        return answers;
    }

    private static String unwritten(Wanted wanted) {
        return wanted.session() == 0
                ? "run " + id(wanted) + " could not be written"
                : "session " + wanted.session() + " is not connected, or takes no more runs";
    }

    /** A commit of its own, for a set that was never seen; nearly never there is one. */
    private void labels(List<Wanted> wanted) throws SQLException {
        Set<String> unseen = new TreeSet<>();
        wanted.forEach(each -> unseen.add(labels(each)));
        unseen.removeAll(seen);
        if (unseen.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(LABELS)) {
            new SqlArrays(connection, statement).column("text", unseen, labels -> labels);
            statement.executeUpdate();
        }
        seen.addAll(unseen);
    }

    private Map<UUID, UUID> write(List<Wanted> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUBMIT)) {
            new SqlArrays(connection, statement)
                    .column("uuid", rows, Submitting::id)
                    .column("int4", rows, Wanted::project)
                    .column("int4", rows, Wanted::flow)
                    .column("int4", rows, row -> row.submission().version())
                    .column("int2", rows, row -> row.columns().code())
                    .column("text", rows, row -> row.columns().detail())
                    .column("int8", rows, Wanted::session)
                    .column("text", rows, Submitting::key)
                    .column("text", rows, row -> Texts.message(row.submission().name()))
                    .column("text", rows, row -> Texts.clean(row.submission().parameters()))
                    .column(
                            "timestamptz",
                            rows,
                            row -> row.submission().interval().from())
                    .column(
                            "timestamptz",
                            rows,
                            row -> row.submission().interval().to())
                    .column("text", rows, row -> row.submission().cause().name())
                    .column("text", rows, row -> Texts.message(row.submission().words()))
                    .column("text", rows, row -> Texts.message(row.submission().by()))
                    .column("text", rows, Submitting::labels)
                    .column("int2", rows, row -> (short) row.submission().priority())
                    .column("timestamptz", rows, row -> row.submission().due())
                    .column("uuid", rows, row -> of(row, TaskKey.InRun::run))
                    .column("int4", rows, row -> of(row, parent -> parent.key().task()))
                    .column("int4", rows, row -> of(row, parent -> parent.key().index()))
                    .column("timestamptz", rows, row -> row.submission().meant().at())
                    .column("text", rows, row -> row.submission().meant().zone().getId());
            return pairs(statement, 1);
        }
    }

    private Map<UUID, UUID> known(List<Wanted> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            new SqlArrays(connection, statement)
                    .column("uuid", rows, Submitting::id)
                    .column("int4", rows, Wanted::flow)
                    .column("text", rows, Submitting::key);
            return pairs(statement, 2);
        }
    }

    private static Map<UUID, UUID> pairs(PreparedStatement statement, int second) throws SQLException {
        Map<UUID, UUID> pairs = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                @Nullable UUID other = rows.getObject(second, UUID.class);
                if (other != null) {
                    pairs.put(rows.getObject(1, UUID.class), other);
                }
            }
        }
        return pairs;
    }

    static UUID id(Wanted wanted) {
        return wanted.submission().id();
    }

    private static @Nullable String key(Wanted wanted) {
        String key = wanted.submission().key();
        return key == null ? null : Texts.clean(key);
    }

    private static @Nullable Object of(Wanted wanted, Function<TaskKey.InRun, Object> part) {
        TaskKey.InRun parent = wanted.submission().parent();
        return parent == null ? null : part.apply(parent);
    }

    /** One text for a set, since arrays of arrays must all be of one length. No label has a line break. */
    private static String labels(Wanted wanted) {
        return String.join("\n", wanted.submission().labels());
    }
}
