package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What a flow run that a task is tells of itself when it begins or goes on. No version is made of its flow: a flow may be
 * known only when it runs. Values of its parameters are not told: they are what other tasks returned.
 *
 * @param parent the flow run of which it is a task, as its runner names it; null: the run that an agent claimed
 * @param node the task, by its place in the structure of that run
 * @param child the index of a mapped child; -1: the node itself
 * @param attempt which attempt of that task, from 1
 * @param name for people
 * @param flow the flow's name
 * @param graph its nodes, and what depends on what
 */
public record InnerRun(
        @Nullable String parent, int node, int child, int attempt, String name, String flow, RegisteredGraph graph) {
    public InnerRun {
        node = Given.atLeast(0, node, "node");
        child = Given.atLeast(-1, child, "child");
        attempt = Given.atLeast(1, attempt, "attempt");
        name = Given.required(name, "name");
        flow = Given.required(flow, "flow");
        graph = Given.required(graph, "graph");
    }
}
