package dev.reeve.engine.record;

import dev.reeve.ResumePlan;

/**
 * What was planned for task runs of one task when an epoch began, and why. What is not named in a plan was reused.
 * Immutable.
 *
 * @param epoch the epoch that began, from 2
 * @param child the first child that it holds for; -1: the task itself, and its children that have no reason of their own
 * @param count for how many children in a row
 * @param fate what was to become of them
 * @param reason why, in words
 */
public record RecordedReason(int epoch, int child, int count, ResumePlan.Fate fate, String reason) {
    /** Whether it holds for that child. */
    boolean holdsFor(int index) {
        return index >= child && index - child < count;
    }
}
