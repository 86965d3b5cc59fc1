package dev.reeve.testing;

import dev.reeve.engine.run.Machine;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** The machine of a process: chance from a seed, and time that goes on to the next alarm when the run's thread waits. */
final class TestMachine implements Machine {
    private final Life life;
    private final VirtualTime time;
    private final Activity activity;
    private final SplittableRandom random;
    /** Several threads ask, and each number is to be another. */
    private final RandomGenerator shared = this::next;

    private long seen;

    TestMachine(Life life, VirtualTime time, Activity activity, SplittableRandom random) {
        this.life = life;
        this.time = time;
        this.activity = activity;
        this.random = random;
    }

    private synchronized long next() {
        return random.nextLong();
    }

    @Override
    public int cores() {
        return 2;
    }

    @Override
    public void later(Runnable look) {
        Runnable counted = activity.counted(look);
        CompletableFuture.delayedExecutor(
                        1, TimeUnit.MILLISECONDS, late -> Thread.ofVirtual().start(late))
                .execute(counted);
    }

    @Override
    public void aside(Runnable work) {
        Thread.ofVirtual().start(activity.counted(work));
    }

    /** Only where tasks run in the thread of the test: it waits, so all does once nothing goes on beside it. */
    @Override
    public void idle(Object blocker) {
        life.require();
        try {
            activity.awaitQuiet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (activity.ended() != seen) {
            seen = activity.ended(); // what ended may have brought work
        } else if (!time.ringNext()) {
            LockSupport.parkNanos(blocker, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public RandomGenerator randomness() {
        return shared;
    }
}
