package dev.reeve.server.ledger;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes who waits for runs, within this process. The database's own way, NOTIFY, would halve its commits if each had one: who
 * tells other servers sends one for all of some milliseconds.
 */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;
    private long own;

    void ring() {
        ring(1);
    }

    /** What another server queued: to be told to nobody else. */
    void ringFromElsewhere() {
        ring(0);
    }

    private void ring(int here) {
        lock.lock();
        try {
            rings++;
            own += here;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often something was queued here. */
    long own() {
        lock.lock();
        try {
            return own;
        } finally {
            lock.unlock();
        }
    }

    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Until it was rung more often than that, or that long; answers how often it was rung. */
    long await(long before, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (rings == before && left > 0) {
                left = rung.awaitNanos(left);
            }
            return rings;
        } finally {
            lock.unlock();
        }
    }
}
