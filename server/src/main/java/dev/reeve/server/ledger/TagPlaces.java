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
     * @param wanted null: none, only places are given back
     * @param holding all that the runner has for this run; what it does not name is free
     */
    public static Answer ask(
            Handle handle, UUID run, int epoch, @Nullable TaskKey wanted, List<String> tags, List<TaskKey> holding) {
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
        handle.createUpdate("insert into task_place (run_id, epoch, task, map_index, tags)"
                        + " values (:run, :epoch, :task, :index, cast(:tags as text[]))")
                .bind("run", run)
                .bind("epoch", epoch)
                .bind("task", wanted.task())
                .bind("index", wanted.index())
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

    private static void release(Handle handle, UUID run, List<TaskKey> holding) {
        List<Integer> tasks = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        holding.forEach(each -> {
            tasks.add(each.task());
            indices.add(each.index());
        });
        handle.createUpdate("delete from task_place where run_id = :run and (task, map_index) not in"
                        + " (select * from unnest(cast(:tasks as int[]), cast(:indices as int[])))")
                .bind("run", run)
                .bindArray("tasks", Integer.class, tasks)
                .bindArray("indices", Integer.class, indices)
                .execute();
    }

    /** Forgets those that do not count any more. */
    static void tidy(Tables tables) {
        tables.useHandle(handle -> handle.execute(TIDY));
    }
}
