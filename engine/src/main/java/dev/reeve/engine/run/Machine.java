package dev.reeve.engine.run;

import dev.reeve.engine.spill.HeapMemory;
import dev.reeve.engine.spill.Memory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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

    /** Identifies runs, and spreads the waits between attempts. For the thread that asks. */
    RandomGenerator randomness();

    /** How much memory is left. */
    default Memory memory() {
        return Memory.AMPLE;
    }
}
