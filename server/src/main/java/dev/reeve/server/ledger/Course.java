package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the task runs of a run in its newest epoch.
 *
 * @param began when the run began to run in this epoch; null: it did not yet
 * @param now the database's time
 * @param steps in the order in which they were written
 * @param children whether those of children are among them: not if there are very many
 */
public record Course(long rev, @Nullable Instant began, Instant now, List<Step> steps, boolean children) {
    public Course {
        steps = List.copyOf(steps);
    }

    /** A task run became that. */
    public record Step(TaskKey key, Phase phase, Instant at) {}

    /** What the time in a state counts as. */
    public enum Phase {
        /** For a time, a person or another try. */
        WAITING,
        /** For a slot. */
        QUEUED,
        /** At work. */
        RUNNING,
        /** Over. */
        ENDED
    }
}
