package dev.reeve.server.ledger;

import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** What is written of runs. Thread-safe. Lists are read piece by piece: each piece goes on behind the last of the one before. */
public final class RunReader {
    static final String RUNS = """
            select r.*, null::uuid as root_run, coalesce(l.seq, r.seq) as last_seq, i.*, f.name as flow_name, s.agent, q.due_at, c.reason as cancel_reason
            from flow_run r join run_input i on i.run_id = r.id join flow f on f.id = r.flow_id
            left join run_lease l on l.run_id = r.id left join agent_session s on s.id = l.session
            left join run_queue q on q.run_id = r.id left join cancel_request c on c.run_id = r.id
            """;

    /** Also those that tasks of others are; they are held, and asked to stop, with their root. */
    static final String ANY = """
            select r.*, case when r.root_run is null then coalesce(l.seq, r.seq) else r.seq end as last_seq, i.*,
                coalesce(r.inner_name, f.name) as flow_name, s.agent, q.due_at, c.reason as cancel_reason
            from any_run r join run_input i on i.run_id = r.id join flow f on f.id = r.flow_id
            left join run_lease l on l.run_id = coalesce(r.root_run, r.id) left join agent_session s on s.id = l.session
            left join run_queue q on q.run_id = r.id
            left join cancel_request c on c.run_id = coalesce(r.root_run, r.id)
            """;

    // of the lines of one answer together, but for the last
    private static final int MOST_BYTES = 4 << 20;

    private final Tables tables;

    RunReader(Tables tables) {
        this.tables = tables;
    }

    /** That run, also one that a task of another is. */
    public Optional<RunView> run(UUID id) {
        return tables.lookUp(handle -> handle.createQuery(ANY + "where r.id = ?")
                .bind(0, id)
                .map((row, context) -> run(row))
                .findOne());
    }

    /** Those that there are of them, also such that tasks of others are, in no order. */
    public List<RunView> any(Collection<UUID> ids) {
        return tables.lookUp(handle -> handle.createQuery(ANY + "where r.id = any(?)")
                .bindArray(0, UUID.class, (Object[]) ids.toArray(UUID[]::new))
                .map((row, context) -> run(row))
                .list());
    }

    /** The newest first. */
    public List<RunView> runs(RunQuery query) {
        StringBuilder sql = new StringBuilder(RUNS).append("where r.project_id = :project");
        if (query.flow() != null) {
            sql.append(" and r.flow_id = :flow");
        }
        if (query.before() != null) {
            sql.append(" and r.id < :before");
        }
        if (query.parent() != null) {
            sql.append(" and i.parent_run = :parent");
        }
        if (!query.states().isEmpty()) {
            sql.append(" and r.state = any(:states)");
        }
        if (!query.states().isEmpty() && query.states().stream().allMatch(RunReader::trouble)) {
            sql.append(" and r.id in (select t.run_id from run_trouble t where t.project_id = :project"
                    + " and t.state = any(:states))");
        }
        sql.append(" order by r.id desc limit :most");
        return tables.withHandle(handle -> {
            Query asked = handle.createQuery(sql.toString())
                    .bind("project", query.project())
                    .bind("most", query.most());
            asked.configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true));
            return asked.bind("flow", query.flow())
                    .bind("before", query.before())
                    .bind("parent", query.parent())
                    .bindArray(
                            "states",
                            Short.class,
                            query.states().stream()
                                    .map(state -> (short) StateColumns.code(state))
                                    .toList())
                    .map((row, context) -> run(row))
                    .list();
        });
    }

    /** The newest run that a task run is, if it is one. */
    public Optional<RunView> within(UUID run, TaskKey task) {
        return tables.withHandle(handle -> handle.createQuery(ANY
                        + "where r.root_run is not null and i.parent_run = :run and i.parent_task = :task"
                        + " and i.parent_index = :index order by r.seq desc limit 1")
                .bind("run", run)
                .bind("task", task.task())
                .bind("index", task.index())
                .map((row, context) -> run(row))
                .findOne());
    }

    /** Runs that tasks of that one are, by task, index and attempt, behind that one if it is not null. */
    public List<RunView> children(UUID run, @Nullable TaskKey task, @Nullable UUID after, int most) {
        return tables.withHandle(handle -> handle.createQuery(ANY
                        + "where r.root_run is not null and i.parent_run = :run"
                        + (task == null ? "" : " and i.parent_task = :task and i.parent_index = :index")
                        + (after == null
                                ? ""
                                : " and (i.parent_task, i.parent_index, r.parent_attempt, r.id) >"
                                        + " (select p.parent_task, p.parent_index, a.attempt, a.id from inner_run a"
                                        + " join run_input p on p.run_id = a.id where a.id = :after)")
                        + " order by i.parent_task, i.parent_index, r.parent_attempt, r.id limit :most")
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("run", run)
                .bind("task", task == null ? -1 : task.task())
                .bind("index", task == null ? -1 : task.index())
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> run(row))
                .list());
    }

    /** Those runs, as far as they are there, in no order. */
    public List<RunView> runs(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : tables.lookUp(handle -> handle.createQuery(RUNS + "where r.id = any(:ids)")
                        .bindArray("ids", UUID.class, List.copyOf(ids))
                        .map((row, context) -> run(row))
                        .list());
    }

    private static boolean trouble(String state) {
        return StateColumns.code(state) >= StateColumns.FAILED;
    }

    /** By task and index, behind {@code after} if that is not null. */
    public List<TaskView> tasks(UUID run, @Nullable TaskKey after, int most) {
        return tasks(run, null, Set.of(), after, most);
    }

    /**
     * The same.
     *
     * @param task of that one only; null: of all
     * @param states names of states; empty: any
     * @throws IllegalArgumentException if there is no such state
     */
    public List<TaskView> tasks(
            UUID run, @Nullable Integer task, Set<String> states, @Nullable TaskKey after, int most) {
        TaskKey from = after == null ? new TaskKey(-1, -1) : after;
        return tables.withHandle(handle -> handle.createQuery("""
                        select * from task_run where run_id = :run and (task, map_index) > (:task, :index)
                        """
                        + (task == null ? "" : " and task = :only")
                        + (states.isEmpty() ? "" : " and state = any(:states)")
                        + " order by task, map_index limit :most")
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("run", run)
                .bind("task", from.task())
                .bind("index", from.index())
                .bind("only", task)
                .bindArray("states", Short.class, StateColumns.codes(states))
                .bind("most", most)
                .map((row, context) -> task(row))
                .list());
    }

    /** How its task runs stand; {@code asked}: with that one, whatever it is; null: none in particular. */
    public TaskSurvey survey(UUID run, @Nullable TaskKey asked) {
        return tables.withHandle(handle -> TaskSurvey.read(handle, run, asked));
    }

    /** Its tasks that wait for their turn, for a place of a tag; the first hundred. */
    public List<TaskTurn> turns(UUID run) {
        return tables.withHandle(handle -> TaskTurn.of(handle, run));
    }

    /** What keeps a queued run from beginning. */
    public Waiting waiting(UUID run) {
        return tables.withHandle(handle -> Waiting.read(handle, run));
    }

    /** As they are now, those of which history has something behind that number; the first so many. */
    public List<TaskView> tasksChanged(UUID run, int after, int most) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select t.* from task_run t join (select distinct task, map_index from state_history
                            where run_id = :run and seq > :after and task is not null
                                and (state >= 0 or starts_with(detail::text, '{"kind":"called"'))) h
                            using (task, map_index)
                        where t.run_id = :run order by task, map_index limit :most
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> task(row))
                .list());
    }

    /** Where its log ends: epoch and number of the last line. */
    public Optional<LogPlace> lastLine(UUID run) {
        return tables.withHandle(handle -> handle.createQuery(
                        "select epoch, seq from log_line where run_id = ? order by epoch desc, seq desc limit 1")
                .bind(0, run)
                .map((row, context) -> new LogPlace(row.getInt("epoch"), row.getLong("seq")))
                .findOne());
    }

    /** Where the lines of a run stand. */
    public LogOf logOf(RunView run) {
        return tables.withHandle(handle -> LogOf.read(handle, run));
    }

    /** A line of a log. */
    public record LogPlace(int epoch, long seq) {}

    /** Lines of its log; fewer than asked for if they are long. */
    public List<LogLine> logs(UUID run, LogQuery query) {
        return logs(run, List.of(), query);
    }

    /** The same, of runs that tasks of it are; of none: of all. */
    public List<LogLine> logs(UUID run, List<UUID> inner, LogQuery query) {
        String sql = """
                select * from (select *, sum(octet_length(message)) over (order by epoch, seq) - octet_length(message) as bytes
                from (select * from log_line where run_id = :run and (epoch, seq) > (:epoch, :seq) and level >= :level
                """
                + (inner.isEmpty() ? "" : " and inner_run = any(:inner)")
                + (query.key() == null ? "" : " and task = :task and map_index = :index")
                + (query.text().isEmpty() ? "" : " and " + Texts.has("message", ":text", query.text()))
                + " order by epoch, seq limit :most) as found) as sized where bytes < " + MOST_BYTES
                + " order by epoch, seq";
        return tables.withHandle(handle -> {
            Query asked = handle.createQuery(sql)
                    .bind("run", run)
                    .bind("epoch", query.afterEpoch())
                    .bind("seq", query.afterSeq())
                    .bind("level", query.leastLevel())
                    .bind("most", query.most());
            if (!inner.isEmpty()) {
                asked.bindArray("inner", UUID.class, inner);
            }
            if (query.key() != null) {
                asked.bind("task", query.key().task()).bind("index", query.key().index());
            }
            if (!query.text().isEmpty()) {
                asked.bind("text", Texts.clean(query.text()));
            }
            return asked.map((row, context) -> LogReader.line(row)).list();
        });
    }

    /** What its tasks keep, by task, index and name. */
    public List<KeptArtifact> artifacts(UUID run) {
        return tables.withHandle(handle -> handle.createQuery(
                        "select * from artifact where run_id = ? order by task, map_index, name")
                .bind(0, run)
                .map((row, context) -> new KeptArtifact(
                        new TaskKey(row.getInt("task"), row.getInt("map_index")),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getBytes("content"),
                        Rows.instant(row, "at")))
                .list());
    }

    /** How many runs of a project that were made since then are in which state, by the state's name. */
    public Map<String, Long> counts(int project, Instant since) {
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.useHandle(handle -> handle.createQuery(
                        "select state, count(*) from flow_run where project_id = ? and id >= ? group by state order by 1")
                .bind(0, project)
                .bind(1, RunIds.first(since))
                .map((row, context) -> counts.put(new StateColumns(row.getShort(1), null).name(), row.getLong(2)))
                .list());
        return counts;
    }

    static RunView run(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_run", UUID.class);
        return new RunView(
                row.getObject("id", UUID.class),
                row.getInt("project_id"),
                row.getInt("flow_id"),
                row.getString("flow_name"),
                row.getInt("version_id"),
                row.getString("name"),
                state(row),
                row.getInt("epoch"),
                row.getInt("last_seq"),
                Rows.instant(row, "created_at"),
                Rows.maybe(row, "started_at"),
                Rows.maybe(row, "ended_at"),
                row.getString("parameters"),
                new DataInterval(Rows.instant(row, "data_from"), Rows.instant(row, "data_to")),
                Objects.requireNonNullElse(Rows.maybe(row, "meant_at"), Rows.instant(row, "created_at")),
                Objects.requireNonNullElse(row.getString("zone"), "Z"),
                Rows.texts(row, "labels"),
                row.getInt("priority"),
                Cause.valueOf(row.getString("cause")),
                row.getString("words"),
                row.getString("submitted_by"),
                parent == null
                        ? null
                        : new TaskKey.InRun(parent, new TaskKey(row.getInt("parent_task"), row.getInt("parent_index"))),
                row.getString("agent"),
                Rows.maybe(row, "due_at"),
                row.getString("cancel_reason"),
                inner(row));
    }

    private static InnerRun.@Nullable Place inner(ResultSet row) throws SQLException {
        UUID root = row.getObject("root_run", UUID.class);
        return root == null
                ? null
                : new InnerRun.Place(root, row.getString("path"), row.getInt("parent_attempt"), row.getShort("depth"));
    }

    static TaskView task(ResultSet row) throws SQLException {
        return new TaskView(
                new TaskKey(row.getInt("task"), row.getInt("map_index")),
                state(row),
                Math.max(0, row.getInt("attempt")),
                Rows.maybe(row, "started_at"),
                Rows.maybe(row, "ended_at"),
                row.getString("result"),
                row.getString("worker"));
    }

    static @Nullable TaskKey key(ResultSet row) throws SQLException {
        Integer task = row.getObject("task", Integer.class);
        return task == null ? null : new TaskKey(task, row.getInt("map_index"));
    }

    static State state(ResultSet row) throws SQLException {
        return new StateColumns(row.getShort("state"), row.getString("detail")).state();
    }
}
