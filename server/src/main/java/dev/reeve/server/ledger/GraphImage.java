package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All task runs of a run at one moment, for a picture.
 *
 * @param rev the number of the run's last line of history: grows with each change
 * @param startedAt when the run began; null: it did not
 * @param marks those that something happened to, by task and index; of children those that were asked for
 * @param mapped how many children of a mapped task are in which state, by its place and the state's name
 * @param cut how many children that were asked for are left out
 * @param inner the newest run that a task is, by the task; of children those that were asked for
 */
public record GraphImage(
        long rev,
        @Nullable Instant startedAt,
        List<Mark> marks,
        Map<Integer, Map<String, Long>> mapped,
        long cut,
        Map<TaskKey, UUID> inner) {
    public GraphImage {
        marks = List.copyOf(marks);
        mapped = Map.copyOf(mapped);
        inner = Map.copyOf(inner);
    }

    /**
     * A task run.
     *
     * @param state the number of its state, a place in {@link #stateNames}
     * @param queued when it first waited for a slot, in the epoch in which it last did; null: never, or not known
     * @param worker the worker of a cluster that called its last attempt; null: none did, or it was not asked for
     */
    public record Mark(
            TaskKey key,
            int state,
            int attempt,
            @Nullable Instant queued,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String worker) {}

    /** The names of states by their numbers, which never change. */
    public static List<String> stateNames() {
        return StateColumns.names();
    }
}
