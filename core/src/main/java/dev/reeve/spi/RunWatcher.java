package dev.reeve.spi;

import dev.reeve.state.StateChange;
import java.util.function.Consumer;

/**
 * A handler that is told more than the change: wherever a {@code Consumer<StateChange>} is taken, an engine calls
 * {@link #accept(StateChange, Watched)} of one that is a watcher, and never the other one. The rules of
 * handlers hold: one call after another, nothing that it throws matters, and it is not to take long.
 */
public interface RunWatcher extends Consumer<StateChange> {
    /**
     * The run in which something changed.
     *
     * @param run as it stands now, which may be further than the change; not to be held on to, for it holds results
     * @param secrets who knows the run's secrets; knows none if the run has none
     * @param inner whether this run is a task of another run
     */
    record Watched(RunView run, SecretProvider secrets, boolean inner) {}

    /** Is told of a change in that run. */
    void accept(StateChange change, Watched in);
}
