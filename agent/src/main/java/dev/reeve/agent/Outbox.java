package dev.reeve.agent;

import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run that the server has not acknowledged, numbered from 0. The run puts them in, a {@link Shipper}
 * takes them out in batches. Thread-safe.
 */
final class Outbox {
    private static final int MOST_EVENTS = 500;
    private static final long MOST_SIZE = 512L << 10;
    /** Events that may wait for the server before workers wait for it. */
    private static final int MOST_WAITING = 100_000;

    /** What nobody waits for is sent that often at most: a batch costs the server much the same, however short it is. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long LEASE_POLL = TimeUnit.MILLISECONDS.toNanos(50);

    private final int epoch;
    private final long linger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Told> told = new ArrayDeque<>();
    private long next;
    private long published;
    private long formed;
    private long acknowledged;
    private long safe;
    /** The event with which the run ends; -1: not told yet. */
    private long end = -1;
    /** How many threads wait until something is with the server, or safe. */
    private int waiting;

    private long formedAt;

    private boolean over;
    private boolean lost;

    private record Told(Event event, int size) {}

    Outbox(int epoch) {
        this(epoch, LINGER);
    }

    /** One whose batches that nobody waits for are so far apart, in nanoseconds. */
    Outbox(int epoch, long linger) {
        this.epoch = epoch;
        this.linger = linger;
        this.formedAt = System.nanoTime() - linger;
    }

    /** Something happened. {@code size}: about how many characters it takes beside the usual. */
    void add(Event event, int size) {
        lock.lock();
        try {
            if (!lost) {
                told.add(new Told(event, size));
            }
            next++;
        } finally {
            lock.unlock();
        }
    }

    /** What was put in last is how the run ended. */
    void ended() {
        lock.lock();
        try {
            end = next - 1;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the run ends with it. */
    boolean isEnd(EventBatch batch) {
        lock.lock();
        try {
            return end >= batch.firstSeq()
                    && end < batch.firstSeq() + batch.events().size();
        } finally {
            lock.unlock();
        }
    }

    /** How much was put in so far. */
    long told() {
        lock.lock();
        try {
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** What was put in so far may be sent. */
    void publish() {
        lock.lock();
        try {
            long lay = published - formed;
            published = next;
            long lies = published - formed;
            if (lay == 0 && lies > 0 || lay < MOST_EVENTS && lies >= MOST_EVENTS) { // in between, nobody need be woken
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be put in. */
    void over() {
        lock.lock();
        try {
            published = next;
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more can be delivered: whoever waits for a delivery that begins something waits until it is stopped. */
    void lost() {
        lock.lock();
        try {
            lost = true;
            told.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long; whether nothing can be delivered any more. */
    boolean awaitLost(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!lost && left > 0) {
                left = changed.awaitNanos(left);
            }
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch, as soon as there is something to send: at once if somebody waits for it, the run ends, there is
     * enough for a batch, or the one before was long ago.
     *
     * @param nanos how long to wait for it
     * @return null if there was nothing in that time, or nothing more will come
     */
    @Nullable
    EventBatch next(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (formed == published && !over && !lost && left > 0) {
                left = changed.awaitNanos(left);
            }
            long rest = formedAt + linger - System.nanoTime();
            while (mayRest() && rest > 0) {
                rest = changed.awaitNanos(rest);
            }
            return formed == published || lost ? null : batch();
        } finally {
            lock.unlock();
        }
    }

    private boolean mayRest() {
        return waiting == 0 && !over && !lost && formed < published && published - formed < MOST_EVENTS;
    }

    private EventBatch batch() {
        List<Event> events = new ArrayList<>();
        long size = 0;
        long first = formed;
        formedAt = System.nanoTime();
        while (formed < published && events.size() < MOST_EVENTS && size < MOST_SIZE) {
            Told event = told.remove();
            events.add(event.event());
            size += event.size();
            formed++;
        }
        return new EventBatch(epoch, first, events);
    }

    /** Whether nothing more will come. */
    boolean isEmptied() {
        lock.lock();
        try {
            return lost || over && formed == published;
        } finally {
            lock.unlock();
        }
    }

    /** The server has all events before that one. */
    void acknowledged(long before) {
        lock.lock();
        try {
            acknowledged = Math.max(acknowledged, before);
            safe = Math.max(safe, before);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All events before that one are on the disk, or with the server. */
    void safe(long before) {
        lock.lock();
        try {
            safe = Math.max(safe, before);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the server has all events before that one, while the lease holds. */
    void awaitAcknowledged(long before, Lease lease) throws InterruptedException {
        lock.lockInterruptibly();
        boolean waits = lost || acknowledged < before;
        try {
            if (waits) {
                waiting++;
                changed.signalAll();
            }
            while (true) {
                if (lost || acknowledged < before) {
                    changed.await();
                } else if (!lease.holds()) {
                    changed.awaitNanos(LEASE_POLL);
                } else {
                    return;
                }
            }
        } finally {
            waiting -= waits ? 1 : 0;
            lock.unlock();
        }
    }

    /** Waits until all that was put in cannot be lost any more with this process, or is lost already. */
    void awaitSafe() {
        lock.lock();
        try {
            long before = next;
            published = next;
            waiting++;
            changed.signalAll();
            while (!lost && safe < before) {
                changed.awaitUninterruptibly();
            }
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while too much lies about that was not sent. */
    void breathe() {
        lock.lock();
        try {
            while (!lost && published - acknowledged > MOST_WAITING) { // then there is enough for a batch
                changed.await();
            }
        } catch (InterruptedException e) { // the attempt that comes next may be one that was stopped
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
