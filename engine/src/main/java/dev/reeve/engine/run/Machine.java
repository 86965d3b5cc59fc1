package dev.reeve.engine.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What the run loop takes from the machine beside the clock of the run.
 *
 * @param cores how many works go on at once at most, however many threads there are
 * @param later runs what it is given about a millisecond later, on a thread of its own
 */
public record Machine(int cores, Executor later) {
    /** The machine that this process runs on. */
    public static final Machine THIS = new Machine(
            Runtime.getRuntime().availableProcessors(),
            CompletableFuture.delayedExecutor(
                    1, TimeUnit.MILLISECONDS, look -> Thread.ofVirtual().start(look)));
}
