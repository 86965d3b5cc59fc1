package dev.reeve.benchmarks.durable;

import java.time.Duration;

/**
 * How much is done to measure a row.
 *
 * @param yardstick how long commits are counted, before and after each row
 * @param warmUp how long a load goes on before anything counts
 * @param load how long it goes on then
 * @param runs how many runs go through server and agent
 * @param rounds how often something is measured that one caller waits for
 * @param chain how many tasks a chain has
 * @param children how many children a mapped task has; at most {@link DurableFlows.MOST_CHILDREN}
 * @param schedules how many fire at one instant
 * @param largeRuns how many runs lists are read from
 * @param largeLines how many lines are searched
 */
record Amount(
        Duration yardstick,
        Duration warmUp,
        Duration load,
        int runs,
        int rounds,
        int chain,
        int children,
        int schedules,
        int largeRuns,
        int largeLines) {
    /** Enough for figures to be told to others. */
    static final Amount FULL = new Amount(
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            6_000,
            200,
            40,
            10_000,
            1_000,
            1_000_000,
            1_000_000);

    /** The same with so many runs through server and agent. */
    Amount withRuns(int count) {
        return new Amount(yardstick, warmUp, load, count, rounds, chain, children, schedules, largeRuns, largeLines);
    }

    /** Enough to see that all works; its figures mean nothing. */
    static final Amount QUICK = new Amount(
            Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofMillis(300), 40, 3, 5, 50, 5, 500, 500);
}
