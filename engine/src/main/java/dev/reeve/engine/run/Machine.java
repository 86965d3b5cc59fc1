package dev.reeve.engine.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What runs take from the machine beside the clock.
 *
 * @param cores how many works go on at once at most, however many threads there are
 * @param later runs what it is given about a millisecond later, on a thread of its own
 * @param randomness identifies runs, and spreads the waits between attempts; thread-safe
 */
public record Machine(int cores, Executor later, Supplier<? extends RandomGenerator> randomness) {
    /** The machine that this process runs on. */
    public static final Machine THIS =
            new Machine(Runtime.getRuntime().availableProcessors(), Machine::later, ThreadLocalRandom::current);

    /** Made when it is needed: most small flows never are, and they would start later for it. */
    private static void later(Runnable look) {
        CompletableFuture.delayedExecutor(
                        1, TimeUnit.MILLISECONDS, late -> Thread.ofVirtual().start(late))
                .execute(look);
    }
}
