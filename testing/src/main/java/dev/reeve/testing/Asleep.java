package dev.reeve.testing;

import dev.reeve.spi.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Attempts that take time while runs go on beside each other: each waits for the clock, which somebody else moves when all
 * wait. Thread-safe.
 */
final class Asleep implements Passing {
    private final VirtualTime time;
    private final Activity activity;
    private final List<Sleeper> sleepers = new ArrayList<>();

    private static final class Sleeper {
        private final Thread thread = Thread.currentThread();
        private volatile boolean rung;
    }

    Asleep(VirtualTime time, Activity activity) {
        this.time = time;
        this.activity = activity;
    }

    @Override
    public void take(Duration span) throws InterruptedException {
        Sleeper sleeper = new Sleeper();
        add(sleeper);
        Time.Alarm alarm = time.at(time.now().plus(span), () -> {
            if (remove(sleeper)) { // counted again before it wakes, so that the clock stands
                sleeper.rung = true;
                LockSupport.unpark(sleeper.thread);
            }
        });
        activity.end();
        // the flag stays set until it is counted again: whoever moves the clock looks at it
        while (!sleeper.rung && !Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
        alarm.cancel();
        remove(sleeper);
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while it took " + span);
        }
    }

    private synchronized void add(Sleeper sleeper) {
        sleepers.add(sleeper);
    }

    private synchronized boolean remove(Sleeper sleeper) {
        boolean slept = sleepers.remove(sleeper);
        if (slept) {
            activity.begin();
            notifyAll();
        }
        return slept;
    }

    /** Waits until those that were stopped have woken; whether there was one. */
    synchronized boolean awaitStopped() throws InterruptedException {
        boolean any = false;
        while (sleepers.stream().anyMatch(sleeper -> sleeper.thread.isInterrupted())) {
            any = true;
            wait();
        }
        return any;
    }
}
