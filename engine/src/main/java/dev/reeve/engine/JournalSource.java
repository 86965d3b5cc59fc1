package dev.reeve.engine;

import dev.reeve.ResumePlan;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The journals of whoever runs flows for somebody else, such as a server's runner: told what happens to each run, beside
 * its record. Thread-safe.
 */
@FunctionalInterface
public interface JournalSource {
    /** Nobody else is told. */
    JournalSource NONE = (opening, graph, plan) -> Journal.NONE;

    /**
     * The journal of a run that is about to begin or to go on; {@link Journal#NONE} if nobody wants to know.
     *
     * @param opening what the run is asked, of which run it is a part, and which epoch begins
     * @param plan what of earlier epochs is used again; null in the first epoch
     */
    Journal of(Opening opening, FlowGraph graph, @Nullable Supplier<ResumePlan> plan);
}
