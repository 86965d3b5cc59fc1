package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a batch can have happened, and what it comes to. */
sealed interface Judgement {
    /**
     * It can.
     *
     * @param history the state after each entry
     * @param tasks the last state of each task run that it names
     * @param run the state of the run after it
     * @param runChanged whether that is another than before, and since when
     * @param ends whether the run ended within it
     * @param results where results are that task runs will commit when they end
     */
    record Accepted(
            List<Line> history,
            Map<TaskKey, TaskRow> tasks,
            State run,
            @Nullable Instant runChanged,
            boolean ends,
            Map<TaskKey, String> results)
            implements Judgement {}

    /** It cannot. */
    record Refused(int entry, String why) implements Judgement {}

    /**
     * A line of history.
     *
     * @param key null for the run itself
     * @param columns its state, or what was told
     */
    record Line(@Nullable TaskKey key, StateColumns columns, Instant at) {}

    /**
     * A task run after the batch.
     *
     * @param attempt {@link StateColumns#KEPT}: as it was
     * @param startedAt when its first attempt began, if that is within the batch
     */
    record TaskRow(
            State state,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String result) {}
}
