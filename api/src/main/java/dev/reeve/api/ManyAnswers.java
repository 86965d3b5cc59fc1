package dev.reeve.api;

import java.util.List;

/**
 * What came of the batches of several runs.
 *
 * @param runs as many as were sent, in that order
 */
public record ManyAnswers(List<RunAnswer> runs) {
    public ManyAnswers {
        runs = Given.list(runs, "runs");
    }
}
