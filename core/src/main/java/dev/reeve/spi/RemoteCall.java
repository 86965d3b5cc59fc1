package dev.reeve.spi;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has called elsewhere: that of {@link CurrentTaskRun}, which takes what the function logs and keeps, and
 * knows secrets.
 *
 * @param graph the flow that the task is of
 * @param node the task
 * @param inputs what its function gets
 * @param serializer how values travel whose task does not say
 */
public record RemoteCall(
        FlowGraph graph, GraphNode node, @Nullable Object[] inputs, Serializer serializer) {}
