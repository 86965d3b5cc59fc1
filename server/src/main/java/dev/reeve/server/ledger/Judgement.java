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
     * @param workers which workers called task runs
     * @param inside what it comes to for runs that tasks are, each after those that it is a part of
     */
    record Accepted(
            List<Line> history,
            Map<TaskKey, TaskRow> tasks,
            State run,
            @Nullable Instant runChanged,
            boolean ends,
            Map<TaskKey, String> results,
            Map<TaskKey, String> workers,
            List<Inside> inside)
            implements Judgement {}

    /**
     * What a batch comes to for a run that a task is.
     *
     * @param image the run before, or as it began
     * @param opened as it began or went on within the batch; null: it did before
     */
    record Inside(RunImage image, @Nullable InnerRun opened, Accepted accepted) {}

    /** It cannot. */
    record Refused(int entry, String why) implements Judgement {}

    /**
     * A line of history.
     *
     * @param entry which entry of the batch it comes from
     * @param key null for the run itself
     * @param columns its state, or what was told
     */
    record Line(int entry, @Nullable TaskKey key, StateColumns columns, Instant at) {}

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
