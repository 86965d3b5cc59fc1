package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How the task runs of a run stand, as far as it takes to say why; a mapped node's children are counted, not named.
 *
 * @param rows those of nodes, of the first child of each mapped node that failed, and of the one that was asked for
 * @param children of mapped nodes, by their place: how many children are in which state, by its name
 * @param lastEpoch the epoch in which something happened last to the one that was asked for; 0: never, or none was
 */
public record TaskSurvey(Map<TaskKey, TaskView> rows, Map<Integer, Map<String, Long>> children, int lastEpoch) {
    private static final String ROWS = """
            select * from task_run where run_id = :run and map_index = -1
            union all (select distinct on (task) * from task_run where run_id = :run and map_index >= 0
                and state between :failed and :crashed order by task, map_index)
            union all select * from task_run where run_id = :run and task = :task and map_index = :index
            """;

    public TaskSurvey {
        rows = Map.copyOf(rows);
        children = Map.copyOf(children);
    }

    static TaskSurvey read(Handle handle, UUID run, @Nullable TaskKey asked) {
        TaskKey key = asked == null ? new TaskKey(-1, -1) : asked;
        Map<TaskKey, TaskView> rows = new LinkedHashMap<>();
        handle.createQuery(ROWS)
                .bind("run", run)
                .bind("failed", StateColumns.FAILED)
                .bind("crashed", StateColumns.CRASHED)
                .bind("task", key.task())
                .bind("index", key.index())
                .map((row, context) -> task(row))
                .forEach(task -> rows.put(task.key(), task));
        Map<Integer, Map<String, Long>> children = new LinkedHashMap<>();
        handle.createQuery("select task, state, count(*) as many from task_run where run_id = ? and map_index >= 0"
                        + " group by task, state order by task, state")
                .bind(0, run)
                .map((row, context) -> children.computeIfAbsent(row.getInt("task"), task -> new LinkedHashMap<>())
                        .put(new StateColumns(row.getShort("state"), null).name(), row.getLong("many")))
                .list();
        return new TaskSurvey(rows, children, asked == null ? 0 : lastEpoch(handle, run, asked));
    }

    private static int lastEpoch(Handle handle, UUID run, TaskKey asked) {
        return handle.createQuery("select coalesce(max(epoch), 0) from state_history"
                        + " where run_id = ? and task = ? and map_index = ? and state >= 0")
                .bind(0, run)
                .bind(1, asked.task())
                .bind(2, asked.index())
                .mapTo(Integer.class)
                .one();
    }

    private static TaskView task(ResultSet row) throws SQLException {
        return new TaskView(
                new TaskKey(row.getInt("task"), row.getInt("map_index")),
                new StateColumns(row.getShort("state"), row.getString("detail")).state(),
                Math.max(0, row.getInt("attempt")),
                Rows.maybe(row, "started_at"),
                Rows.maybe(row, "ended_at"),
                row.getString("result"),
                row.getString("worker"));
    }
}
