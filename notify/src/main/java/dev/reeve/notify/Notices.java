package dev.reeve.notify;

import dev.reeve.spi.RunView;
import dev.reeve.spi.RunWatcher.Watched;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes notices of changes. What is read of the run is read at once: a notice holds on to none of it. */
final class Notices {
    private Notices() {}

    /** {@code in}: null if only the change is known. */
    static Notice of(StateChange change, @Nullable Watched in, boolean recovered) {
        RunView run = in == null ? null : in.run();
        FailedTasks failed =
                run != null && change.task().isEmpty() && change.to().isFailed()
                        ? FailedTasks.in(run)
                        : FailedTasks.NONE;
        String message = change.to().message();
        return new Notice(
                change.flow(),
                change.runId(),
                run == null || run.name().isEmpty() ? change.runId() : run.name(),
                change.taskLabel(),
                change.to().name(),
                recovered ? "succeeded again" : Happening.of(change.to()),
                Happening.tone(change.to()),
                recovered,
                message,
                failed.first(),
                failed.count(),
                run == null ? change.at() : startedAt(change, run),
                change.at(),
                "");
    }

    private static Instant startedAt(StateChange change, RunView run) {
        List<RunView.Entry> history = change.task().isEmpty()
                ? run.history()
                : run.graph()
                        .node(change.task())
                        .map(node -> run.history(node.index(), change.mapIndex()))
                        .orElse(List.of());
        Instant started = null;
        boolean ended = false;
        for (RunView.Entry entry : history) {
            if (ended) {
                started = null; // what comes now is another epoch
            }
            ended = entry.state().isFinished();
            if (started == null && entry.state() instanceof State.Active) {
                started = entry.at();
            }
        }
        return started == null || started.isAfter(change.at()) ? change.at() : started;
    }
}
