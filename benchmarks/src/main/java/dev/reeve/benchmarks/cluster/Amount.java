package dev.reeve.benchmarks.cluster;

import java.time.Duration;

/**
 * How much is done to measure a row.
 *
 * @param rounds how often each thing is measured, in alternation with what it is compared to; at least 1
 * @param warmUps how often it is done before anything counts
 * @param tasks how many tasks a round of no-op tasks has
 * @param handedOver how many bytes a task hands over
 * @param pieces how many pieces of work are shared out
 * @param digests how many digests make a piece
 * @param losses how many workers are lost in each way
 * @param megabytes how many megabytes of results go through
 * @param traceTasks about how many tasks a trace has that is made up
 * @param makespan how long a trace is to take
 */
record Amount(
        int rounds,
        int warmUps,
        int tasks,
        int handedOver,
        int pieces,
        int digests,
        int losses,
        long megabytes,
        int traceTasks,
        Duration makespan) {
    /** Enough for figures to be told to others. */
    static final Amount FULL = new Amount(5, 3, 3_000, 10_000_000, 24, 1_000_000, 3, 1_024, 60, Duration.ofSeconds(10));

    /** Enough to see that all works; its figures mean nothing. */
    static final Amount QUICK = new Amount(1, 0, 20, 100_000, 4, 1_000, 1, 8, 20, Duration.ofMillis(500));

    Amount withMegabytes(long other) {
        return new Amount(rounds, warmUps, tasks, handedOver, pieces, digests, losses, other, traceTasks, makespan);
    }
}
