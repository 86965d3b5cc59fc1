package dev.reeve.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Places of tasks whose tags have a limit. A runner asks for one before a function begins, and waits for its turn if there is
 * none: see {@link TagTurns}. A place is free when the runner says so, or holds the run no longer: it counts only beside the
 * lease of its run and epoch. Only one asks at a time, over all servers.
 */
public final class TagPlaces {
    private static final String HOLDS =
            "select exists (select from run_lease where run_id = ? and epoch = ? for share)";

    private static final String LIMITED =
            "select exists (select from concurrency_limit where kind = 'tag' and name = any(cast(:tags as text[])))";

    private static final String FULL = """
            select c.name from concurrency_limit c where c.kind = 'tag' and c.name = any(cast(:tags as text[]))
            order by c.most - (select count(*) from task_place p join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch
                where c.name = any(p.tags)), c.name limit 1
            """;

    private static final String NAMED = """
             where run_id = :run and (inner_run, task, map_index) not in
                (select * from unnest(cast(:runs as uuid[]), cast(:tasks as int[]), cast(:indices as int[])))
            """;

    private static final String WAIT = """
            insert into task_wait (run_id, epoch, inner_run, within, task, map_index, tags, priority, urgency, lasts_until)
            values (:run, :epoch, :inner, :within, :task, :index, cast(:tags as text[]),
                coalesce((select priority from run_input where run_id = :run), 0), :urgency,
                clock_timestamp() + interval '30 seconds')
            on conflict (run_id, inner_run, task, map_index) do update set epoch = excluded.epoch, tags = excluded.tags,
                urgency = excluded.urgency, lasts_until = excluded.lasts_until,
                since = case when task_wait.epoch = excluded.epoch then task_wait.since else excluded.since end
            """;

    /** What stands there for the run itself. */
    static final UUID OWN = new UUID(0, 0);

    private TagPlaces() {}

    /**
     * A task that needs a place.
     *
     * @param task of the run that the runner has, or of one that a task of it is
     * @param within as the runner names that other run; null: none
     */
    public record Place(TaskKey.InRun task, @Nullable String within) {}

    /**
     * What a runner asks for.
     *
     * @param wanted null: nothing, only places are given back
     * @param urgency the priority of that task
     * @param holding all that the runner has for this run; what it does not name is free
     * @param waiting tasks of the run that wait already; what it does not name waits no longer
     */
    public record Asked(
            @Nullable Place wanted,
            int urgency,
            List<String> tags,
            List<TaskKey.InRun> holding,
            List<TaskKey.InRun> waiting) {}

    /** What a runner is told. */
    public sealed interface Answer {
        /**
         * It may begin.
         *
         * @param counted whether it takes a place, which is to be given back
         */
        record Granted(boolean counted) implements Answer {}

        /** It has to wait its turn, for a place among those with that tag. */
        record Full(String tag) implements Answer {}

        /** The run is not its own any more. */
        record NotHeld() implements Answer {}
    }

    /** Asks for a place, and says which ones are still needed. */
    public static Answer ask(Handle handle, UUID run, int epoch, Asked asked) {
        TagTurns.oneAtATime(handle);
        if (!holds(handle, run, epoch)) {
            return new Answer.NotHeld();
        }
        Place wanted = asked.wanted();
        List<TaskKey.InRun> named = new ArrayList<>(asked.waiting());
        if (wanted != null) {
            named.add(wanted.task());
        }
        bound(handle.createUpdate("delete from task_wait" + NAMED), run, named).execute();
        named.addAll(asked.holding());
        int freed = bound(handle.createUpdate("delete from task_place" + NAMED), run, named)
                .execute();
        if (wanted == null || !limited(handle, asked.tags())) {
            if (freed > 0) {
                TagTurns.settle(handle);
            }
            return new Answer.Granted(false);
        }
        if (has(handle, run, epoch, wanted.task())) {
            return new Answer.Granted(true);
        }
        waits(handle, run, epoch, wanted, asked);
        TagTurns.settle(handle);
        return has(handle, run, epoch, wanted.task())
                ? new Answer.Granted(true)
                : new Answer.Full(full(handle, asked.tags()));
    }

    private static void waits(Handle handle, UUID run, int epoch, Place wanted, Asked asked) {
        handle.createUpdate(WAIT)
                .bind("run", run)
                .bind("epoch", epoch)
                .bind("inner", inner(run, wanted.task()))
                .bind("within", wanted.within())
                .bind("task", wanted.task().key().task())
                .bind("index", wanted.task().key().index())
                .bindArray("tags", String.class, asked.tags())
                .bind("urgency", asked.urgency())
                .execute();
    }

    static boolean holds(Handle handle, UUID run, int epoch) {
        return handle.createQuery(HOLDS)
                .bind(0, run)
                .bind(1, epoch)
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean limited(Handle handle, List<String> tags) {
        return handle.createQuery(LIMITED)
                .bindArray("tags", String.class, tags)
                .mapTo(Boolean.class)
                .one();
    }

    private static String full(Handle handle, List<String> tags) {
        return handle.createQuery(FULL)
                .bindArray("tags", String.class, tags)
                .mapTo(String.class)
                .one();
    }

    private static UUID inner(UUID run, TaskKey.InRun task) {
        return task.run().equals(run) ? OWN : task.run();
    }

    private static boolean has(Handle handle, UUID run, int epoch, TaskKey.InRun task) {
        return held(handle, run, epoch).places().stream()
                .anyMatch(place -> place.task().equals(task));
    }

    static TagTurns.Held held(Handle handle, UUID run, int epoch) {
        List<Place> places = new ArrayList<>();
        long last = 0;
        for (long turn : handle.createQuery(
                        "select inner_run, within, task, map_index, turn from task_place where run_id = ? and epoch = ? order by turn")
                .bind(0, run)
                .bind(1, epoch)
                .map((row, context) -> {
                    UUID inner = row.getObject("inner_run", UUID.class);
                    TaskKey key = new TaskKey(row.getInt("task"), row.getInt("map_index"));
                    places.add(new Place(
                            new TaskKey.InRun(inner.equals(OWN) ? run : inner, key), row.getString("within")));
                    return row.getLong("turn");
                })
                .list()) {
            last = turn;
        }
        return new TagTurns.Held(places, last);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, UUID run, List<TaskKey.InRun> tasks) {
        return statement
                .bind("run", run)
                .bindArray(
                        "runs",
                        UUID.class,
                        tasks.stream().map(task -> inner(run, task)).toList())
                .bindArray(
                        "tasks",
                        Integer.class,
                        tasks.stream().map(task -> task.key().task()).toList())
                .bindArray(
                        "indices",
                        Integer.class,
                        tasks.stream().map(task -> task.key().index()).toList());
    }
}
