package dev.reeve.engine.record;

import dev.reeve.spi.ParentRun;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recorded run in a list of them. Immutable.
 *
 * @param id the run's identifier
 * @param name its name for people
 * @param flow the flow's name
 * @param parent the task run it is part of; null for a run of its own
 * @param state of the flow run; Running if it goes on, Crashed if it neither ended nor goes on
 * @param alive whether a process runs it, or holds it while it waits for a person
 * @param epoch the number of its last epoch, as far as a look at both ends of the record tells
 * @param began when its first epoch began
 * @param rested when it ended or began to wait for a person; null if it did neither
 * @param tasks how many tasks were in which state when it rested, by the state's name; empty if it did not
 * @param problem why nothing more can be told; empty if the record can be read
 */
public record RunSummary(
        String id,
        String name,
        String flow,
        @Nullable ParentRun parent,
        State state,
        boolean alive,
        int epoch,
        Instant began,
        @Nullable Instant rested,
        Map<String, Integer> tasks,
        String problem) {
    /** From its first beginning to its end; empty if it has not ended. */
    public Optional<Duration> duration() {
        return rested == null || !state.isFinished() ? Optional.empty() : Optional.of(Duration.between(began, rested));
    }
}
