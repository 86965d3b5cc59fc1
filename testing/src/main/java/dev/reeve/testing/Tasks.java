package dev.reeve.testing;

import dev.reeve.engine.text.NearestNames;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.graph.Names;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The tasks of a flow that a test can name, those of its sub-flows and blocks included, by their paths: {@code extract},
 * {@code load/extract}. Of the flow that a dynamic task makes nothing is known beforehand, so any name below that task's
 * is taken for one. Immutable.
 */
final class Tasks {
    private final String flow;
    private final Map<String, GraphNode> byPath = new LinkedHashMap<>();
    private final Map<String, FlowGraph> graphs = new HashMap<>();

    Tasks(FlowGraph graph) {
        this.flow = graph.name();
        collect(graph, "");
    }

    private void collect(FlowGraph graph, String prefix) {
        for (GraphNode node : graph.nodes()) {
            byPath.put(prefix + node.name(), node);
            graphs.put(prefix + node.name(), graph);
            if (node.block() != null) {
                collect(node.block(), prefix + node.name() + "/");
            }
        }
    }

    /**
     * The path of the task of that name; the name of its method does as well.
     *
     * @throws IllegalArgumentException if there is none; names those that are near
     */
    String path(String name) {
        String path = byPath.containsKey(name) ? name : Names.snakeCase(name);
        String maker = maker(name);
        if (!byPath.containsKey(path) && !maker.isEmpty()) {
            return name;
        }
        if (!byPath.containsKey(path)) {
            throw new IllegalArgumentException("Flow \"" + flow + "\" has no task \"" + name + "\"."
                    + NearestNames.question(name, byPath.keySet()) + " " + known());
        }
        return path;
    }

    /** The dynamic task whose flow has a task of that name, if anything does; empty: there is none. */
    private String maker(String name) {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            GraphNode node = byPath.get(name.substring(0, slash));
            if (node != null && node.kind() == Kind.DYNAMIC) {
                return name.substring(0, slash);
            }
        }
        return "";
    }

    /** Whether the task at that path is one of a flow that is made while the flow runs. */
    boolean isMade(String path) {
        return !byPath.containsKey(path);
    }

    /** Whether tasks are made while the flow runs. */
    boolean makeMore() {
        return byPath.values().stream().anyMatch(node -> node.kind() == Kind.DYNAMIC);
    }

    /** The node at that path. */
    GraphNode node(String path) {
        GraphNode node = byPath.get(path);
        if (node == null) {
            throw new IllegalArgumentException("no task " + path);
        }
        return node;
    }

    /** The graph that the node at that path is in. */
    FlowGraph graph(String path) {
        FlowGraph graph = graphs.get(path);
        if (graph == null) {
            throw new IllegalArgumentException("no task " + path);
        }
        return graph;
    }

    /** The paths of those that pass. */
    List<String> paths(Predicate<GraphNode> wanted) {
        return byPath.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A sentence that lists them. */
    String known() {
        String names = String.join(", ", byPath.keySet().stream().limit(50).toList());
        return "Its tasks: " + names + (byPath.size() > 50 ? ", .." : "") + ".";
    }
}
