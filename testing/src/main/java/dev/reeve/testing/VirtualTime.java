package dev.reeve.testing;

import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands until somebody moves it: the test, a task that {@linkplain #advance takes time}, or the run itself
 * when all in it waits. Alarms ring in the thread that moves it, in the order of their times. Thread-safe.
 */
public final class VirtualTime implements Time {
    private record Ringing(Instant when, long order, Runnable action) {}

    private final PriorityQueue<Ringing> alarms =
            new PriorityQueue<>(Comparator.comparing(Ringing::when).thenComparingLong(Ringing::order));
    private Instant now;
    private long count;

    /** A clock that stands at that time. */
    public VirtualTime(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized long nanos() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public synchronized Alarm at(Instant when, Runnable action) {
        Ringing ringing = new Ringing(when, count++, action);
        alarms.add(ringing);
        return () -> cancel(ringing);
    }

    private synchronized void cancel(Ringing ringing) {
        alarms.remove(ringing);
    }

    /**
     * Moves the clock on by so much, zero or more. What is due by then happens, each at its time: a task that calls this
     * runs into its timeout as if it had taken so long; then the clock stops there, and the thread is interrupted.
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time goes back by " + by.negated() + "; it only goes on");
        }
        advanceTo(now().plus(by), () -> {});
    }

    /** Moves the clock on to that time; {@code between} is run after each alarm. */
    void advanceTo(Instant until, Runnable between) {
        Ringing due = due(until);
        while (due != null) {
            due.action().run();
            between.run();
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            due = due(until);
        }
        synchronized (this) {
            now = until.isAfter(now) ? until : now;
        }
    }

    private synchronized @Nullable Ringing due(Instant until) {
        Ringing next = alarms.peek();
        if (next == null || next.when().isAfter(until)) {
            return null;
        }
        alarms.remove();
        now = next.when().isAfter(now) ? next.when() : now;
        return next;
    }

    /** No alarm that was set rings: whoever set it is no more. */
    synchronized void forgetAlarms() {
        alarms.clear();
    }

    /** When the next alarm rings; null if none does. */
    synchronized @Nullable Instant next() {
        Ringing first = alarms.peek();
        return first == null ? null : first.when();
    }

    /** Moves the clock on to the next alarm, which rings; false if there is none. */
    boolean ringNext() {
        Ringing next = due(Instant.MAX);
        if (next == null) {
            return false;
        }
        next.action().run();
        return true;
    }

    /** Puts it on to that time before anything goes on; refuses to go back. */
    synchronized void startAt(Instant time) {
        if (time.isBefore(now) || !alarms.isEmpty()) {
            throw new IllegalStateException(
                    "the clock of this testbed stands at " + now + " already, so a run cannot start at " + time
                            + ". Time only goes on: start the earlier run first, or give it a testbed of its own.");
        }
        now = time;
    }

    @Override
    public String toString() {
        return now().toString();
    }
}
