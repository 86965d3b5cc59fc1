package dev.reeve.server.hook;

import dev.reeve.notify.Courier;
import dev.reeve.notify.Courier.Outcome;
import dev.reeve.server.hook.Receiving.Patience;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.secret.Seal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the outbox. Each hook is told by one server at a time, in a thread of its own, so a receiver that is
 * slow or broken holds up nobody else's. A server that dies within a delivery leaves it to another after a minute: then a
 * receiver may get it twice, with the same identifier. Thread-safe.
 */
public final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);
    private static final int MOST_HOOKS = 64;

    private static final String CLAIM = """
            update hook set busy_until = now() + interval '1 minute' where id in (
                select k.id from hook k where k.busy_until < now() and k.disabled_at is null and exists
                    (select from hook_event e where e.hook_id = k.id and e.outcome is null and e.due_at <= now())
                order by k.busy_until limit :most for update skip locked)
            returning id
            """;

    private static final String TIDY = """
            delete from hook_event e where e.outcome is not null and e.made_at < now() - interval '30 days'
                or not exists (select from hook k where k.id = e.hook_id)
            """;

    private final Jdbi database;
    private final Receiving receiving;
    private final Lateness lateness;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("reeve-hooks").daemon().unstarted(task));
    private final ExecutorService lanes = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("reeve-hook-", 0).daemon().factory());
    private volatile boolean closed;

    private Deliveries(Jdbi database, Ledger ledger, Seal seal, boolean anywhere) {
        this.database = database;
        Courier courier = anywhere ? Courier.anywhere(LONGEST_ATTEMPT) : Courier.publicAddressesOnly(LONGEST_ATTEMPT);
        this.receiving = new Receiving(database, seal, new News(database, ledger), courier, Patience.USUAL);
        this.lateness = new Lateness(database);
    }

    /** Begins to deliver; {@code anywhere}: to addresses of this machine and its networks too. */
    public static Deliveries start(Jdbi database, Ledger ledger, Seal seal, boolean anywhere) {
        Deliveries deliveries = new Deliveries(database, ledger, seal, anywhere);
        deliveries.every(Duration.ofSeconds(1), deliveries::deliver);
        deliveries.every(Duration.ofSeconds(5), deliveries::look);
        deliveries.every(Duration.ofHours(1), deliveries::tidy);
        return deliveries;
    }

    private void every(Duration time, Runnable task) {
        Runnable survives = () -> {
            try {
                task.run();
            } catch (RuntimeException e) { // a database that is away for a while
                LOG.warn("Hooks are not told just now, and are later: {}", e.toString());
            }
        };
        var ignored =
                clockwork.scheduleWithFixedDelay(survives, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        int ignored = lateness.look();
    }

    private void tidy() {
        database.useHandle(handle -> handle.createUpdate(TIDY).execute());
    }

    private void deliver() {
        List<UUID> hooks = database.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("most", MOST_HOOKS)
                .mapTo(UUID.class)
                .list());
        hooks.forEach(hook -> lanes.execute(() -> tell(hook)));
    }

    /** All that is due, then the hook is anybody's again. */
    private void tell(UUID hook) {
        try {
            boolean goesOn = true;
            while (goesOn && !closed) {
                goesOn = tellNext(hook);
            }
            if (goesOn) {
                release(hook);
            }
        } catch (RuntimeException e) {
            LOG.warn("Hook {} is not told just now, and is later: {}", hook, e.toString());
        }
    }

    private record Due(HookRow hook, int failures, Optional<HookEvent> event) {}

    private boolean tellNext(UUID id) {
        Optional<Due> due = database.inTransaction(handle -> due(handle, id));
        HookEvent event = due.flatMap(Due::event).orElse(null);
        if (due.isEmpty() || event == null) {
            return false;
        }
        HookRow hook = due.get().hook();
        Outcome outcome = receiving.attempt(hook, event);
        if (closed && outcome instanceof Outcome.Refused) { // it was broken off, which is nobody's failure
            release(id);
            return false;
        }
        return receiving.write(hook, event, due.get().failures(), outcome);
    }

    /** The next event, with the hook held for another minute; with none the hook is given back. */
    private static Optional<Due> due(Handle handle, UUID id) {
        Optional<HookEvent> event = handle.createQuery("select * from hook_event where hook_id = ? and outcome is null"
                        + " and due_at <= now() order by due_at, made_at limit 1")
                .bind(0, id)
                .map((row, context) -> HookEvent.of(row))
                .findOne();
        String until = event.isPresent() ? "now() + interval '1 minute'" : "'-infinity'";
        Optional<Integer> failures = handle.createQuery("update hook set busy_until = " + until
                        + " where id = ? and disabled_at is null returning failures")
                .bind(0, id)
                .mapTo(Integer.class)
                .findOne();
        return failures.flatMap(count -> HookStore.find(handle, id).map(hook -> new Due(hook, count, event)));
    }

    private void release(UUID id) {
        database.useHandle(handle -> handle.createUpdate("update hook set busy_until = '-infinity' where id = ?")
                .bind(0, id)
                .execute());
    }

    /** Tells a sample, in this thread, and writes what becomes of it. */
    void test(HookRow hook, HookEvent sample) {
        boolean ignored = receiving.write(hook, sample, 0, receiving.attempt(hook, sample));
    }

    /** Tells nothing more; what is under way is broken off, and told after the next start. */
    @Override
    public void close() {
        closed = true;
        clockwork.shutdownNow();
        lanes.shutdownNow();
        try {
            boolean ignored =
                    lanes.awaitTermination(5, TimeUnit.SECONDS) && clockwork.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
