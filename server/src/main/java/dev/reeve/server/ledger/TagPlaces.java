package dev.reeve.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Places of tasks whose tags have a limit. A runner asks for one before a function begins. A place is free when the runner
 * says so, or holds the run no longer: it counts only beside the lease of its run and epoch. Only one asks at a time, over
 * all servers.
 */
public final class TagPlaces {
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('reeve tag limits'))";

    private static final String HOLDS =
            "select exists (select from run_lease where run_id = ? and epoch = ? for share)";

    private static final String FULL = """
            select c.name from concurrency_limit c where c.kind = 'tag' and c.name = any(cast(:tags as text[]))
                and c.most <= (select count(*) from task_place p join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch
                    where c.name = any(p.tags))
            order by c.name limit 1
            """;

    private static final String LIMITED =
            "select exists (select from concurrency_limit where kind = 'tag' and name = any(cast(:tags as text[])))";

    private static final String TIDY = """
            delete from task_place p where not exists
                (select from run_lease l where l.run_id = p.run_id and l.epoch = p.epoch)
            """;

    /** What stands there for the run itself. */
    private static final UUID OWN = new UUID(0, 0);

    private TagPlaces() {}

    /** What a runner is told. */
    public sealed interface Answer {
        /**
         * It may begin.
         *
         * @param counted whether it takes a place, which is to be given back
         */
        record Granted(boolean counted) implements Answer {}

        /** It has to wait, for a place among those with that tag. */
        record Full(String tag) implements Answer {}

        /** The run is not its own any more. */
        record NotHeld() implements Answer {}
    }

    /**
     * Asks for a place, and says which ones are still needed.
     *
     * @param wanted a task of the run, or of one that a task of it is; null: none, only places are given back
     * @param holding all that the runner has for this run; what it does not name is free
     */
    public static Answer ask(
            Handle handle,
            UUID run,
            int epoch,
            TaskKey.@Nullable InRun wanted,
            List<String> tags,
            List<TaskKey.InRun> holding) {
        handle.execute(ONE_AT_A_TIME);
        if (!is(handle, run, epoch)) {
            return new Answer.NotHeld();
        }
        release(handle, run, holding);
        if (wanted == null || !limited(handle, tags)) {
            return new Answer.Granted(false);
        }
        List<String> full = handle.createQuery(FULL)
                .bindArray("tags", String.class, tags)
                .mapTo(String.class)
                .list();
        if (!full.isEmpty()) {
            return new Answer.Full(full.getFirst());
        }
        handle.createUpdate("insert into task_place (run_id, epoch, inner_run, task, map_index, tags)"
                        + " values (:run, :epoch, :inner, :task, :index, cast(:tags as text[]))")
                .bind("run", run)
                .bind("epoch", epoch)
                .bind("inner", inner(run, wanted))
                .bind("task", wanted.key().task())
                .bind("index", wanted.key().index())
                .bindArray("tags", String.class, tags)
                .execute();
        return new Answer.Granted(true);
    }

    private static boolean is(Handle handle, UUID run, int epoch) {
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

    private static UUID inner(UUID run, TaskKey.InRun task) {
        return task.run().equals(run) ? OWN : task.run();
    }

    private static void release(Handle handle, UUID run, List<TaskKey.InRun> holding) {
        List<UUID> runs = new ArrayList<>();
        List<Integer> tasks = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        holding.forEach(each -> {
            runs.add(inner(run, each));
            tasks.add(each.key().task());
            indices.add(each.key().index());
        });
        handle.createUpdate(
                        "delete from task_place where run_id = :run and (inner_run, task, map_index) not in"
                                + " (select * from unnest(cast(:runs as uuid[]), cast(:tasks as int[]), cast(:indices as int[])))")
                .bind("run", run)
                .bindArray("runs", UUID.class, runs)
                .bindArray("tasks", Integer.class, tasks)
                .bindArray("indices", Integer.class, indices)
                .execute();
    }

    /** Forgets those that do not count any more. */
    static void tidy(Tables tables) {
        tables.useHandle(handle -> handle.execute(TIDY));
    }
}
