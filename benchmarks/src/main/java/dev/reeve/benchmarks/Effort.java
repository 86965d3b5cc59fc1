package dev.reeve.benchmarks;

import java.time.Duration;

/**
 * How much is done to measure a row.
 *
 * @param rounds how often each thing is measured, in alternation with what it is compared to; at least 1
 * @param warmUp how long it is done before anything counts
 * @param tasksPerRound about how many tasks make a round of throughput
 * @param longRounds the same as {@code rounds} for what takes a second each time
 * @param processes how many JVMs are started to measure what happens once in each
 * @param traceRounds how often a trace is run on each number of slots
 * @param makespan how long a trace is to take, in one round
 */
record Effort(
        int rounds,
        Duration warmUp,
        int tasksPerRound,
        int longRounds,
        int processes,
        int traceRounds,
        Duration makespan) {
    /** Enough for figures to be told to others. */
    static final Effort FULL = new Effort(15, Duration.ofSeconds(4), 400_000, 9, 15, 3, Duration.ofSeconds(3));

    /** Enough to see that all works; its figures mean nothing. */
    static final Effort QUICK = new Effort(1, Duration.ZERO, 1, 1, 1, 1, Duration.ofMillis(100));
}
