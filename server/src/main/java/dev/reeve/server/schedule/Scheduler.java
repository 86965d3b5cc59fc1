package dev.reeve.server.schedule;

import dev.reeve.server.ledger.Ledger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins what is due: the runs of schedules and of backfills. Any number of them, in any number of servers, may share a
 * database: whoever locks the row of a schedule decides on it, in one transaction with its runs, by the clock of the
 * database. None leads. Thread-safe.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final int MOST = 64;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORT_PAUSE = Duration.ofMillis(200);
    private static final Duration AFTER_PROBLEM = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration BETWEEN_FORGETTING = Duration.ofHours(6);

    private final Jdbi database;
    private final Ledger ledger;
    private final Versions versions = new Versions();
    private final Decisions decisions;
    private final Backfilling backfills;
    private final Thread thread =
            Thread.ofPlatform().name("reeve-scheduler").daemon().unstarted(this::run);
    private final Object door = new Object();
    private boolean rung;
    private Instant forgot = Instant.MIN;
    private volatile boolean closed;

    /** One that does nothing until it is started, or asked to {@link #tick}. */
    Scheduler(Jdbi database, Ledger ledger, InstantSource wall, RandomGenerator random) {
        this.database = database;
        this.ledger = ledger;
        Beginning beginning = new Beginning(wall, random);
        this.decisions = new Decisions(ledger, versions, beginning);
        this.backfills = new Backfilling(ledger, versions, beginning);
    }

    /** Starts one. */
    public static Scheduler start(Jdbi database, Ledger ledger) {
        Scheduler scheduler = new Scheduler(database, ledger, InstantSource.system(), new SecureRandom());
        scheduler.thread.start();
        return scheduler;
    }

    Ledger ledger() {
        return ledger;
    }

    Versions versions() {
        return versions;
    }

    Decisions decisions() {
        return decisions;
    }

    /** Looks at once. */
    public void wake() {
        synchronized (door) {
            rung = true;
            door.notifyAll();
        }
    }

    private void run() {
        while (!closed) {
            Duration pause = LONGEST_PAUSE;
            try {
                Instant now = database.withHandle(Schedules::now);
                boolean busy = tick(now);
                pause = pause(now, busy);
                forget(now);
            } catch (RuntimeException e) { // a database that is away for a while
                LOG.warn("Schedules could not be looked at and are again in a second: {}", e.toString());
            }
            await(pause);
        }
    }

    private Duration pause(Instant now, boolean busy) {
        Duration longest = busy ? SHORT_PAUSE : LONGEST_PAUSE;
        Optional<Instant> next = database.withHandle(Schedules::next);
        if (next.isEmpty() || next.get().isAfter(now.plus(longest))) {
            return longest;
        }
        Duration left = Duration.between(database.withHandle(Schedules::now), next.get());
        return left.isNegative() ? Duration.ZERO : left.plusNanos(1_000); // the clock is asked again then
    }

    private void await(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        synchronized (door) {
            try {
                for (long left = pause.toNanos(); !rung && !closed && left > 0; left = end - System.nanoTime()) {
                    door.wait(left / 1_000_000, (int) (left % 1_000_000));
                }
            } catch (InterruptedException e) {
                closed = true; // nobody else interrupts it
            }
            rung = false;
        }
    }

    private void forget(Instant now) {
        if (forgot.isBefore(now.minus(BETWEEN_FORGETTING))) {
            forgot = now;
            int rows = database.withHandle(handle -> FiringRows.forget(handle, now.minus(KEPT)));
            LOG.debug("{} firings of long ago were forgotten", rows);
        }
    }

    /** Does all that is due at that time; answers whether something waits for runs to end. */
    boolean tick(Instant now) {
        while (decide(handle -> Schedules.due(handle, now, MOST), handle -> Schedules.dueIds(handle, now), now)
                == MOST) {
            // there may be more
        }
        List<Integer> waiting = database.withHandle(handle -> Schedules.waiting(handle, now));
        for (int i = 0; i < waiting.size(); i += MOST) {
            List<Integer> some = waiting.subList(i, Math.min(waiting.size(), i + MOST));
            int ignored = decide(handle -> Schedules.claim(handle, some), handle -> some, now);
        }
        database.withHandle(FiringRows::replaced)
                .forEach(run -> ledger.cancel(run, "its schedule", "a later firing of its schedule takes its place"));
        boolean fills = backfills.advance(database, now);
        return fills || !waiting.isEmpty();
    }

    /** Those that are claimed in one transaction; if that fails, each in one of its own, so that one spoils no other. */
    private int decide(Function<Handle, List<StoredSchedule>> claim, Function<Handle, List<Integer>> ids, Instant now) {
        try {
            int decided = database.inTransaction(handle -> decided(handle, claim.apply(handle), now));
            if (decided > 0) {
                ledger.ring();
            }
            return decided;
        } catch (RuntimeException e) {
            LOG.warn("Schedules could not be decided on together, so each is by itself: {}", e.toString());
            database.withHandle(ids::apply).forEach(id -> alone(id, now));
            return 0;
        }
    }

    private int decided(Handle handle, List<StoredSchedule> claimed, Instant now) {
        decisions.decide(handle, claimed, now);
        return claimed.size();
    }

    private void alone(int id, Instant now) {
        try {
            database.useTransaction(handle -> decisions.decide(handle, Schedules.claim(handle, List.of(id)), now));
            ledger.ring();
        } catch (RuntimeException e) {
            LOG.error("Schedule {} could not be decided on, and is tried again in {}", id, AFTER_PROBLEM, e);
            database.useTransaction(handle -> Schedules.claim(handle, List.of(id))
                    .forEach(stored -> Schedules.decided(
                            handle,
                            id,
                            stored.decidedUntil(),
                            now.plus(AFTER_PROBLEM),
                            "The server could not decide on it and tries again: " + e.getMessage())));
        }
    }

    /** Ends what it does, and begins nothing more. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
