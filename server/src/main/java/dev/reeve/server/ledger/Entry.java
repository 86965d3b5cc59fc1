package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.TaskEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened where a run is, by the clock there. */
public sealed interface Entry {
    /** When. */
    Instant at();

    /** To the run. */
    record OfRun(FlowEvent event, Instant at) implements Entry {}

    /**
     * To a task of it.
     *
     * @param result where the result is that this event commits; never the result itself; null: none
     */
    record OfTask(
            TaskKey key,
            TaskEvent event,
            Instant at,
            @Nullable String result) implements Entry {}

    /** To a task of it, without a result. */
    static Entry of(TaskKey key, TaskEvent event, Instant at) {
        return new OfTask(key, event, at, null);
    }
}
