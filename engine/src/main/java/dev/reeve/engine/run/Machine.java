package dev.reeve.engine.run;

import dev.reeve.engine.spill.HeapMemory;
import dev.reeve.engine.spill.Memory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** What runs take from the machine beside the clock. Thread-safe. */
public interface Machine {
    /** The machine that this process runs on. */
    Machine THIS = new Machine() {
        private final Memory memory = new HeapMemory();
        private final int cores = Runtime.getRuntime().availableProcessors();

        @Override
        public int cores() {
            return cores;
        }

        @Override
        public void later(Runnable look) {
            CompletableFuture.delayedExecutor(
                            1, TimeUnit.MILLISECONDS, late -> Thread.ofVirtual().start(late))
                    .execute(look);
        }

        @Override
        public RandomGenerator randomness() {
            return ThreadLocalRandom.current();
        }

        @Override
        public Memory memory() {
            return memory;
        }
    };

    /** How many works go on at once at most, however many threads there are. */
    int cores();

    /** Runs that about a millisecond later, on a thread of its own. */
    void later(Runnable look);

    /** Runs that at once, on a thread of its own: for what may take long, such as the user's code. */
    default void aside(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    /** Runs that at once, on a thread of its own that keeps the process alive: tasks, whose caller has left. */
    default void standIn(Runnable work) {
        new Thread(work, "reeve-in-place-of-the-caller").start();
    }

    /**
     * The thread that called {@code run()} has nothing to do until an alarm rings or another thread unparks it; returns
     * then, or sooner.
     *
     * @param blocker what it waits for, for those who look at threads
     */
    default void idle(Object blocker) {
        LockSupport.park(blocker);
    }

    /** Identifies runs, and spreads the waits between attempts. For the thread that asks. */
    RandomGenerator randomness();

    /** How much memory is left. */
    default Memory memory() {
        return Memory.AMPLE;
    }
}
