package dev.reeve.engine.serve;

import dev.reeve.RunOptions;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What is to be filled, and how. Immutable.
 *
 * @param from data intervals that begin there or later
 * @param to and end there or before
 * @param atOnce how many runs go on at once; 1 or more
 * @param again whether intervals run that are done already
 * @param keepGoing whether to go on after a run failed
 * @param runs what each run is asked
 * @param told told of each interval as its run begins, ends, or is found done; by one thread
 */
public record BackfillOptions(
        Instant from,
        Instant to,
        int atOnce,
        boolean again,
        boolean keepGoing,
        RunOptions runs,
        Consumer<Backfill.Row> told) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if no run may go on, or the span is empty
     */
    public BackfillOptions {
        if (atOnce < 1) {
            throw new IllegalArgumentException(atOnce + " runs at once; use 1 or more");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("nothing lies between " + from + " and " + to + ". Exchange the two.");
        }
    }
}
