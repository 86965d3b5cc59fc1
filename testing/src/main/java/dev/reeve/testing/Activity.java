package dev.reeve.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Counts what goes on beside the thread of the test, so that time moves only when all of it waits. Thread-safe. */
final class Activity {
    private int busy;
    private long ended;

    synchronized void begin() {
        busy++;
    }

    synchronized void end() {
        busy--;
        ended++;
        notifyAll();
    }

    /** That work, counted while it goes on, from now. */
    Runnable counted(Runnable work) {
        begin();
        return () -> {
            try {
                work.run();
            } finally {
                end();
            }
        };
    }

    /** Something outside of what is counted has changed: whoever waits looks again. */
    synchronized void poke() {
        notifyAll();
    }

    /** How many works have ended. */
    synchronized long ended() {
        return ended;
    }

    /** Waits until nothing goes on. */
    synchronized void awaitQuiet() throws InterruptedException {
        while (busy > 0) {
            wait();
        }
    }

    /** Waits until nothing goes on, or that is over, or the process was lost. */
    synchronized void awaitQuiet(CompletableFuture<?> over, Life life) throws InterruptedException {
        while (busy > 0 && !over.isDone() && !life.isLost()) {
            wait();
        }
    }

    /** Waits until nothing goes on, so long at most; whether nothing does. */
    synchronized boolean awaitQuiet(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (busy > 0 && end - System.nanoTime() > 0) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return busy == 0;
    }

    /** Waits until something changes; a second at most, in case nobody says so. */
    synchronized void awaitChange(CompletableFuture<?> over) throws InterruptedException {
        boolean woken = false;
        while (busy == 0 && !over.isDone() && !woken) {
            wait(TimeUnit.SECONDS.toMillis(1));
            woken = true;
        }
    }
}
