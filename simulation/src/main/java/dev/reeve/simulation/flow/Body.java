package dev.reeve.simulation.flow;

import dev.reeve.graph.FlowGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tasks of a drawn flow do when they run; which attempt it is, the current task run says. */
public interface Body {
    /** The value of an attempt; of a loop what its turn says, of a dynamic flow nothing. */
    @Nullable
    Object run(DrawnFlow flow, DrawnFlow.DrawnNode node, List<@Nullable Object> inputs) throws Exception;

    /** Told of a flow that was made while its task ran. */
    default void made(DrawnFlow flow, FlowGraph graph) {}
}
