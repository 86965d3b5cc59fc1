package dev.reeve.server.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is among tasks that wait for a place: those of runs of a higher priority first, then tasks of a higher one, then
 * who waits longest. Whoever frees a place gives it to the next one, over all servers; one that needs places of several tags
 * keeps back none while another is full. Thread-safe.
 */
public final class TagTurns {
    private static final Logger LOG = LoggerFactory.getLogger(TagTurns.class);
    private static final int MOST_LOOKED_AT = 10_000;
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('reeve tag limits'))";

    private static final String ROOM = """
            select c.name, c.most - (select count(*) from task_place p
                join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch where c.name = any(p.tags)) as room
            from concurrency_limit c where c.kind = 'tag'
            """;

    private static final String NEXT = """
            select w.run_id, w.inner_run, w.task, w.map_index, w.tags from task_wait w
            join run_lease l on l.run_id = w.run_id and l.epoch = w.epoch where w.lasts_until > clock_timestamp()
            order by w.priority desc, w.urgency desc, w.since, w.run_id, w.inner_run, w.task, w.map_index limit :most
            """;

    private static final String GIVE = """
            with w as (delete from task_wait
                where run_id = :run and inner_run = :inner and task = :task and map_index = :index returning *)
            insert into task_place (run_id, epoch, inner_run, within, task, map_index, tags)
            select run_id, epoch, inner_run, within, task, map_index, tags from w
            on conflict (run_id, inner_run, task, map_index) do update set epoch = excluded.epoch, tags = excluded.tags,
                turn = default, since = default
            """;

    private static final String STAYS = """
            update task_wait set lasts_until = clock_timestamp() + interval '30 seconds' where run_id = ? and epoch = ?
            """;

    private record Waiting(UUID run, UUID inner, TaskKey task, List<String> tags) {}

    private final Tables tables;
    private final Bell bell = new Bell();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile boolean released;

    TagTurns(Tables tables) {
        this.tables = tables;
    }

    static void oneAtATime(Handle handle) {
        handle.execute(ONE_AT_A_TIME);
    }

    /** Gives what is free to those whose turn it is; all servers hear of it with the commit. */
    public static void settle(Handle handle) {
        oneAtATime(handle);
        List<Waiting> waiting = handle.createQuery(NEXT)
                .bind("most", MOST_LOOKED_AT)
                .map((row, context) -> new Waiting(
                        row.getObject("run_id", UUID.class),
                        row.getObject("inner_run", UUID.class),
                        new TaskKey(row.getInt("task"), row.getInt("map_index")),
                        Rows.texts(row, "tags")))
                .list();
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Long> room = new HashMap<>();
        handle.createQuery(ROOM)
                .map((row, context) -> Map.entry(row.getString("name"), row.getLong("room")))
                .forEach(each -> room.put(each.getKey(), each.getValue()));
        boolean given = false;
        for (Waiting each : waiting) {
            if (each.tags().stream().allMatch(tag -> room.getOrDefault(tag, 1L) > 0)) {
                each.tags().forEach(tag -> room.computeIfPresent(tag, (name, left) -> left - 1));
                give(handle, each);
                given = true;
            }
        }
        if (given) {
            handle.execute("select pg_notify('reeve', 'places')");
        }
    }

    private static void give(Handle handle, Waiting to) {
        handle.createUpdate(GIVE)
                .bind("run", to.run())
                .bind("inner", to.inner())
                .bind("task", to.task().task())
                .bind("index", to.task().index())
                .execute();
    }

    /**
     * All places that a run has.
     *
     * @param last the number of the last one that it got, which grows; 0: it has none
     */
    public record Held(List<TagPlaces.Place> places, long last) {}

    /**
     * Waits until the run got a place after that one, or that long; answers all that it has. Its tasks keep their turn
     * meanwhile, and half a minute longer. Empty if the run is not held in that epoch any more.
     */
    public Optional<Held> await(UUID run, int epoch, long after, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        boolean holds = tables.inTransaction(handle -> {
            handle.execute(STAYS, run, epoch);
            return TagPlaces.holds(handle, run, epoch);
        });
        while (holds) {
            long seen = bell.rings();
            Held held = tables.withHandle(handle -> TagPlaces.held(handle, run, epoch));
            long left = end - System.nanoTime();
            if (held.last() > after || left <= 0 || released) {
                return Optional.of(held);
            }
            long ignored = bell.await(seen, Duration.ofNanos(left));
        }
        return Optional.empty();
    }

    /** Nobody waits any longer, for the server stops. */
    public void release() {
        released = true;
        bell.ringFromElsewhere();
    }

    /** Places were given, perhaps by another server. */
    public void given() {
        bell.ringFromElsewhere();
    }

    /** Runs were let go of that had places: they are given to others soon, not in this thread. */
    public void freed() {
        if (due.compareAndSet(false, true)) {
            Thread.ofVirtual().name("reeve-places").start(this::look);
        }
    }

    /** Gives what became free without a word, such as that of a runner which asks no more. */
    void look() {
        due.set(false);
        try {
            boolean some = tables.withHandle(handle -> handle.createQuery("select exists (select from task_wait)")
                    .mapTo(Boolean.class)
                    .one());
            if (some) {
                tables.useTransaction(TagTurns::settle);
            }
        } catch (RuntimeException e) { // the database is away; the next look finds the same
            LOG.debug("Places are not given just now: {}", e.toString());
        }
    }

    /** Forgets those that do not count any more. */
    void tidy() {
        for (String table : List.of("task_place", "task_wait")) {
            tables.useHandle(handle -> handle.execute("delete from " + table + " p where not exists"
                    + " (select from run_lease l where l.run_id = p.run_id and l.epoch = p.epoch)"));
        }
    }
}
