package dev.reeve.spi;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has called elsewhere: that of {@link CurrentTaskRun}, which takes what the function logs and keeps, and
 * knows secrets.
 *
 * @param graph the flow that the task is of
 * @param node the task
 * @param inputs what its function gets; a {@link RemoteValue} for what is in another process
 * @param serializer how values travel whose task does not say
 * @param stays whether a large result may stay where it was made
 * @param again takes the name of the process where the result was made again, if it was lost with the one before
 */
public record RemoteCall(
        FlowGraph graph,
        GraphNode node,
        @Nullable Object[] inputs,
        Serializer serializer,
        boolean stays,
        Consumer<String> again) {}
