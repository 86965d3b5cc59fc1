package dev.reeve.api;

import java.time.Instant;
import java.util.List;

/**
 * Runs with the same labels that are due and that nobody has.
 *
 * @param runs how many
 * @param oldestDueAt since when the first of them is due
 * @param agents how many agents have all of these labels
 * @param missing where none has them: those that the agent lacks which has most of them
 * @param why why nobody picks them up, in a sentence
 * @param first those that are taken first; at most 20
 */
public record UnclaimedRuns(
        List<String> labels,
        long runs,
        Instant oldestDueAt,
        int agents,
        List<String> missing,
        String why,
        List<WaitingRun> first) {
    public UnclaimedRuns {
        labels = Given.texts(labels, "labels");
        missing = Given.texts(missing, "missing");
        first = Given.list(first, "first");
    }
}
