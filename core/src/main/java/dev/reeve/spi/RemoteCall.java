package dev.reeve.spi;

import dev.reeve.TaskRun;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt has called elsewhere.
 *
 * @param graph the flow that the task is of
 * @param node the task
 * @param inputs what its function gets
 * @param run the attempt as it is here: takes what the function logs and keeps, and knows secrets
 * @param serializer how values travel whose task does not say
 */
public record RemoteCall(
        FlowGraph graph, GraphNode node, @Nullable Object[] inputs, TaskRun run, Serializer serializer) {}
