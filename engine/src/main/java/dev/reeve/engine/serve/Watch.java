package dev.reeve.engine.serve;

import java.time.Duration;
import java.time.Instant;

/** The clock on the wall, elapsed time beside it, and how to wait. A test puts a settable one in its place. */
public interface Watch {
    /** What the machine's clock shows, which may jump. */
    Instant wall();

    /** Elapsed time in nanoseconds, which does not jump and may stand still while the machine sleeps. */
    long nanos();

    /** Waits so long at most, less if woken. */
    void pause(Duration most) throws InterruptedException;

    /** How long a pause may be: a jump of the clock is noticed within that time. One that does not jump may say more. */
    default Duration longest() {
        return Serving.LONGEST_PAUSE;
    }

    /** Ends the pause, or the next one if there is none. May be called by any thread. */
    void wake();

    /** That of this machine. */
    static Watch ofThisMachine() {
        return new Watch() {
            private boolean woken;

            @Override
            public Instant wall() {
                return Instant.now();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public synchronized void pause(Duration most) throws InterruptedException {
                long end = System.nanoTime() + most.toNanos();
                long left = most.toNanos();
                while (!woken && left > 0) {
                    wait(left / 1_000_000, (int) (left % 1_000_000));
                    left = end - System.nanoTime();
                }
                woken = false;
            }

            @Override
            public synchronized void wake() {
                woken = true;
                notifyAll();
            }
        };
    }
}
