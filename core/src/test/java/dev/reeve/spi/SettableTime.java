package dev.reeve.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A clock that a test sets. Alarms ring in the thread that moves the clock, in the order of their times. */
public final class SettableTime implements Time {
    private record Ringing(Instant when, long order, Runnable action) {}

    private final PriorityQueue<Ringing> alarms =
            new PriorityQueue<>(Comparator.comparing(Ringing::when).thenComparing(Ringing::order));
    private Instant now;
    private long count;

    public SettableTime(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized long nanos() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public synchronized Alarm at(Instant when, Runnable action) {
        Ringing ringing = new Ringing(when, count++, action);
        if (!when.isAfter(now)) {
            Thread.ofVirtual().start(action);
            return () -> {}; // it has rung
        }
        alarms.add(ringing);
        notifyAll();
        return () -> cancel(ringing);
    }

    private synchronized void cancel(Ringing ringing) {
        alarms.remove(ringing);
        notifyAll();
    }

    /** Moves the clock on; alarms whose time has come ring. */
    public void advance(Duration by) {
        Instant until;
        synchronized (this) {
            until = now.plus(by);
        }
        while (true) {
            Ringing due;
            synchronized (this) {
                due = alarms.peek();
                if (due == null || due.when().isAfter(until)) {
                    now = until;
                    return;
                }
                alarms.remove();
                now = due.when().isAfter(now) ? due.when() : now;
            }
            due.action().run();
        }
    }

    /** Waits until that many alarms are set, which other threads do. */
    public synchronized void awaitAlarms(int number) throws InterruptedException {
        while (alarms.size() < number) {
            wait();
        }
    }

    /** The times of the alarms that are set, in order. */
    public synchronized List<Instant> alarms() {
        List<Instant> times = new ArrayList<>();
        alarms.forEach(ringing -> times.add(ringing.when()));
        times.sort(Comparator.naturalOrder());
        return times;
    }
}
