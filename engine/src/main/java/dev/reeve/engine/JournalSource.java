package dev.reeve.engine;

import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.ParentRun;
import org.jspecify.annotations.Nullable;

/**
 * The journals of whoever runs flows for somebody else, such as a server's runner: told what happens to each run, beside
 * its record. Thread-safe.
 */
@FunctionalInterface
public interface JournalSource {
    /** Nobody else is told. */
    JournalSource NONE = (runId, graph, parent) -> Journal.NONE;

    /**
     * The journal of a run that is about to begin or to go on; {@link Journal#NONE} if nobody wants to know.
     *
     * @param parent the task run that this flow run is; null if it is none
     */
    Journal of(String runId, FlowGraph graph, @Nullable ParentRun parent);
}
