package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Runs as pictures show them: all of a run's tasks at once, at one moment. Thread-safe. */
public final class GraphReader {
    /** Children that are answered one by one, of all expanded tasks together. */
    public static final int MOST_CHILDREN = 10_000;

    // reading on takes longer than a picture may; what it would tell besides is left out
    private static final int LONGEST_HISTORY = 400_000;

    private static final String TASKS = """
            select t.* from generate_series(0, :tasks - 1) as g(place) cross join lateral
                (select task, map_index, state, attempt, started_at, ended_at, worker from task_run
                 where run_id = :run and task = g.place and map_index = -1 offset 0) as t order by t.task
            """;

    private static final String CHILDREN = """
            select task, map_index, state, attempt, started_at, ended_at, worker from task_run
            where run_id = :run and task = any(:tasks) and map_index >= 0 order by task, map_index limit :most
            """;

    private static final String COUNTS = """
            select task, state, count(*) as children from task_run where run_id = :run and map_index >= 0
            group by task, state
            """;

    /** Of several attempts the one of which something was told last. */
    private static final String INNER = """
            select distinct on (i.parent_task, i.parent_index) i.parent_task, i.parent_index, r.id
            from run_input i join inner_run r on r.id = i.run_id
            where i.parent_run = :run and (i.parent_index = -1 or i.parent_task = any(:tasks))
            order by i.parent_task, i.parent_index, r.seq desc limit :most
            """;

    private static final String QUEUED = """
            select task, map_index, epoch, min(at) as at from state_history
            where run_id = :run and task is not null and state = :queued and (map_index = -1 or task = any(:tasks))
            group by task, map_index, epoch
            """;

    private record Head(
            long rev, int epoch, int version, @Nullable Instant startedAt) {}

    private final Tables tables;
    private final Catalog catalog;

    GraphReader(Tables tables, Catalog catalog) {
        this.tables = tables;
        this.catalog = catalog;
    }

    /** A run's tasks; of those that are expanded, their children too. */
    public GraphImage image(UUID run, Set<Integer> expanded) {
        return tables.atOneMoment(handle -> {
            Head head = head(handle, run);
            Integer[] expand = expanded.toArray(Integer[]::new);
            Map<TaskKey, Instant> queued = head.rev() > LONGEST_HISTORY ? Map.of() : queued(handle, run, expand);
            List<GraphImage.Mark> marks = new ArrayList<>(handle.createQuery(TASKS)
                    .bind("run", run)
                    .bind("tasks", catalog.structure(head.version()).tasks().size())
                    .map((row, context) -> mark(row, queued, row.getString("worker")))
                    .list());
            Map<Integer, Map<String, Long>> mapped = counts(handle, run);
            long cut = 0;
            if (!expanded.isEmpty()) {
                List<GraphImage.Mark> children = handle.createQuery(CHILDREN)
                        .bind("run", run)
                        .bindArray("tasks", Integer.class, (Object[]) expand)
                        .bind("most", MOST_CHILDREN)
                        .map((row, context) -> mark(row, queued, row.getString("worker")))
                        .list();
                long all = expanded.stream()
                        .flatMap(task -> mapped.getOrDefault(task, Map.of()).values().stream())
                        .mapToLong(count -> count)
                        .sum();
                cut = all - children.size();
                marks.addAll(children);
            }
            return new GraphImage(head.rev(), head.startedAt(), marks, mapped, cut, inner(handle, run, expand));
        });
    }

    private static Map<TaskKey, UUID> inner(Handle handle, UUID run, Integer[] expand) {
        Map<TaskKey, UUID> inner = new HashMap<>();
        handle.createQuery(INNER)
                .bind("run", run)
                .bindArray("tasks", Integer.class, (Object[]) expand)
                .bind("most", MOST_CHILDREN)
                .map((row, context) -> inner.put(
                        new TaskKey(row.getInt("parent_task"), row.getInt("parent_index")),
                        row.getObject("id", UUID.class)))
                .list();
        return inner;
    }

    private static Head head(Handle handle, UUID run) {
        return handle.createQuery("""
                        select coalesce(l.seq, r.seq) as last_seq, r.epoch, r.version_id, r.started_at
                        from any_run r left join run_lease l on l.run_id = r.id where r.id = ?
                        """)
                .bind(0, run)
                .map((row, context) -> new Head(
                        row.getLong("last_seq"),
                        row.getInt("epoch"),
                        row.getInt("version_id"),
                        Rows.maybe(row, "started_at")))
                .findOne()
                .orElseThrow(() -> new LedgerException("there is no run " + run));
    }

    /** Of several epochs the newest one in which a task waited for a slot. */
    private static Map<TaskKey, Instant> queued(Handle handle, UUID run, Integer[] expand) {
        Map<TaskKey, Instant> queued = new HashMap<>();
        Map<TaskKey, Integer> epochs = new HashMap<>();
        handle.createQuery(QUEUED)
                .bind("run", run)
                .bind("queued", StateColumns.QUEUED)
                .bindArray("tasks", Integer.class, (Object[]) expand)
                .map((row, context) -> {
                    TaskKey key = new TaskKey(row.getInt("task"), row.getInt("map_index"));
                    int epoch = row.getInt("epoch");
                    if (epochs.merge(key, epoch, Math::max) == epoch) {
                        queued.put(key, Rows.instant(row, "at"));
                    }
                    return key;
                })
                .list();
        return queued;
    }

    private static Map<Integer, Map<String, Long>> counts(Handle handle, UUID run) {
        Map<Integer, Map<String, Long>> counts = new LinkedHashMap<>();
        handle.createQuery(COUNTS)
                .bind("run", run)
                .map((row, context) -> counts.computeIfAbsent(row.getInt("task"), task -> new LinkedHashMap<>())
                        .put(new StateColumns(row.getShort("state"), null).name(), row.getLong("children")))
                .list();
        return counts;
    }

    private static GraphImage.Mark mark(ResultSet row, Map<TaskKey, Instant> queued, @Nullable String worker)
            throws SQLException {
        TaskKey key = new TaskKey(row.getInt("task"), row.getInt("map_index"));
        return new GraphImage.Mark(
                key,
                row.getShort("state"),
                Math.max(0, row.getInt("attempt")),
                queued.get(key),
                Rows.maybe(row, "started_at"),
                Rows.maybe(row, "ended_at"),
                worker);
    }

    /** What happened to its task runs in its newest epoch. */
    public Course course(UUID run) {
        return tables.atOneMoment(handle -> {
            Head head = head(handle, run);
            boolean children = head.rev() <= LONGEST_HISTORY;
            List<Course.Step> steps = handle.createQuery("""
                            select task, map_index, state, at from state_history where run_id = :run and epoch = :epoch
                            and task is not null and state >= 0 and (map_index = -1 or :children) order by seq
                            """)
                    .bind("run", run)
                    .bind("epoch", head.epoch())
                    .bind("children", children)
                    .map((row, context) -> new Course.Step(
                            new TaskKey(row.getInt("task"), row.getInt("map_index")),
                            StateColumns.phase(row.getShort("state")),
                            Rows.instant(row, "at")))
                    .list();
            return new Course(head.rev(), began(handle, run, head.epoch()), now(handle), steps, children);
        });
    }

    private static @Nullable Instant began(Handle handle, UUID run, int epoch) {
        return handle.createQuery("""
                        select at from state_history where run_id = ? and epoch = ? and task is null and state = ?
                        order by seq limit 1
                        """)
                .bind(0, run)
                .bind(1, epoch)
                .bind(2, StateColumns.RUNNING)
                .map((row, context) -> Rows.instant(row, "at"))
                .findOne()
                .orElse(null);
    }

    private static Instant now(Handle handle) {
        return handle.createQuery("select clock_timestamp() as now")
                .map((row, context) -> Rows.instant(row, "now"))
                .one();
    }

    /**
     * The states of several runs' tasks, without children, by run; of each in the order of places.
     *
     * @param from the first place
     * @param to the place behind the last one
     */
    public Map<UUID, List<GraphImage.Mark>> rows(List<UUID> runs, int from, int to) {
        Map<UUID, List<GraphImage.Mark>> rows = new HashMap<>();
        tables.useHandle(handle -> handle.createQuery("""
                        select t.* from unnest(:runs::uuid[]) as r(id) cross join lateral
                            (select run_id, task, map_index, state, attempt, started_at, ended_at from task_run
                             where run_id = r.id and map_index = -1 and task >= :from and task < :to
                             order by task) as t
                        """)
                .bindArray("runs", UUID.class, (Object[]) runs.toArray(UUID[]::new))
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> rows.computeIfAbsent(
                                row.getObject("run_id", UUID.class), run -> new ArrayList<>())
                        .add(mark(row, Map.of(), null)))
                .list());
        return rows;
    }
}
