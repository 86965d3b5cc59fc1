package dev.reeve.server.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of a run stand: those of one that a task of another is, in the log of the run around it, among others and
 * with their numbers.
 *
 * @param log the run in whose log they stand
 * @param run the run that they are of
 * @param inside runs that are within that one, by which task of it they are; only of one that is itself a task
 */
public record LogOf(UUID log, UUID run, Map<UUID, TaskKey> inside) {
    private static final String INSIDE = """
            with recursive d as (
                select run_id, parent_task as task, parent_index as map_index from run_input where parent_run = :run
                union all
                select i.run_id, d.task, d.map_index from run_input i join d on i.parent_run = d.run_id)
            select * from d
            """;

    public LogOf {
        inside = Map.copyOf(inside);
    }

    static LogOf read(Handle handle, RunView run) {
        InnerRun.Place place = run.inner();
        if (place == null) {
            return new LogOf(run.id(), run.id(), Map.of());
        }
        Map<UUID, TaskKey> inside = new HashMap<>();
        handle.createQuery(INSIDE)
                .bind("run", run.id())
                .map((row, context) -> inside.put(
                        row.getObject("run_id", UUID.class), new TaskKey(row.getInt("task"), row.getInt("map_index"))))
                .list();
        return new LogOf(place.root(), run.id(), inside);
    }

    /** Whether it is a part of that log. */
    public boolean part() {
        return !log.equals(run);
    }

    /** The runs of which lines are looked for, that run first; empty: all. */
    public List<UUID> runs() {
        List<UUID> runs = new ArrayList<>();
        if (part()) {
            runs.add(run);
            runs.addAll(inside.keySet());
        }
        return runs;
    }

    /** A line as one of that run: with the task of it that it is of. */
    public NumberedLine seen(NumberedLine numbered) {
        LogLine line = numbered.line();
        TaskKey.@Nullable InRun inner = line.inner();
        if (!part() || inner == null) {
            return numbered;
        }
        TaskKey key = inner.run().equals(run) ? inner.key().task() < 0 ? null : inner.key() : inside.get(inner.run());
        return new NumberedLine(
                numbered.number(),
                new LogLine(line.epoch(), line.seq(), line.at(), line.level(), key, line.logger(), line.message()));
    }
}
