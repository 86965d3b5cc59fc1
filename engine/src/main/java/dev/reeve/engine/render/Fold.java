package dev.reeve.engine.render;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts nodes into one group that differ in nothing a reader of the drawing cares for: same base name, kind, blocks,
 * conditions and trigger, equally deep in the graph, and joined in the same ways to the same groups. So twelve
 * {@code parse} become one box, and so do each of the steps of twelve equal lanes. As a group lies in one layer, groups
 * never form a cycle. Fewer than {@value #SMALLEST} stay apart: there is nothing to save.
 */
final class Fold {
    private static final int SMALLEST = 3;
    private static final int ROUNDS = 12; // groups still differing after that are told apart by what is near them

    private final FlowGraph graph;
    private final List<Wire> wires;
    private final Adjacency down;
    private final Adjacency up;

    private Fold(FlowGraph graph, List<Wire> wires) {
        this.graph = graph;
        this.wires = wires;
        List<Wire> inner = wires.stream().filter(wire -> !wire.parameter()).toList();
        int[] from = inner.stream().mapToInt(Wire::source).toArray();
        int[] to = inner.stream().mapToInt(Wire::target).toArray();
        this.down = new Adjacency(graph.size(), from, to);
        this.up = new Adjacency(graph.size(), to, from);
    }

    /** The nodes of each group, groups and nodes in the order of definition. */
    static List<List<GraphNode>> groups(FlowGraph graph, List<Wire> wires) {
        Fold fold = new Fold(graph, wires);
        int[] group = unfoldSmall(fold.classes());
        List<List<GraphNode>> groups = new ArrayList<>();
        for (GraphNode node : graph.nodes()) {
            if (group[node.index()] == groups.size()) {
                groups.add(new ArrayList<>());
            }
            groups.get(group[node.index()]).add(node);
        }
        return groups;
    }

    /** Each node on its own. */
    static List<List<GraphNode>> none(FlowGraph graph) {
        return graph.nodes().stream().map(List::of).toList();
    }

    private record Kindred(
            String baseName, Kind kind, List<String> scopes, String trigger, int depth, List<String> wires) {}

    private record Joined(int own, List<Long> around) {}

    private int[] classes() {
        int[] depth = Layers.depth(down, up);
        List<List<String>> fixed = new ArrayList<>();
        graph.nodes().forEach(node -> fixed.add(new ArrayList<>()));
        for (Wire wire : wires) {
            if (wire.parameter()) {
                fixed.get(wire.target()).add(wire.source() + " " + wire.kind() + " " + wire.text());
            }
        }
        Map<Object, Integer> numbers = new HashMap<>();
        int[] group = new int[graph.size()];
        for (GraphNode node : graph.nodes()) {
            List<String> own = fixed.get(node.index());
            node.guards().forEach(guard -> own.add(guard.text()));
            String trigger = node.settings().trigger().label();
            group[node.index()] = number(
                    numbers,
                    new Kindred(node.baseName(), node.kind(), node.scopes(), trigger, depth[node.index()], own));
        }
        return refined(group, numbers.size());
    }

    private int[] refined(int[] start, int startCount) {
        int[] group = start;
        int count = startCount;
        List<Wire> inner = wires.stream().filter(wire -> !wire.parameter()).toList();
        for (int round = 0; round < ROUNDS; round++) {
            Map<Object, Integer> numbers = new HashMap<>();
            int[] next = new int[group.length];
            for (int v = 0; v < group.length; v++) {
                next[v] = number(numbers, new Joined(group[v], around(v, group, inner)));
            }
            group = next;
            if (numbers.size() == count) {
                break;
            }
            count = numbers.size();
        }
        return group;
    }

    /** The groups that a node is joined to, and how, each once. */
    private List<Long> around(int node, int[] group, List<Wire> inner) {
        long[] all = new long[up.count(node) + down.count(node)];
        int count = 0;
        for (int e = up.begin(node); e < up.begin(node + 1); e++) {
            all[count++] =
                    (long) group[up.to(e)] * 16 + inner.get(up.edge(e)).kind().number();
        }
        for (int e = down.begin(node); e < down.begin(node + 1); e++) {
            all[count++] = (long) group[down.to(e)] * 16
                    + 8
                    + inner.get(down.edge(e)).kind().number();
        }
        return Arrays.stream(all).sorted().distinct().boxed().toList();
    }

    private static int number(Map<Object, Integer> numbers, Object key) {
        Integer known = numbers.putIfAbsent(key, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /** Numbers groups by their first node, and splits those that are too small. */
    private static int[] unfoldSmall(int[] classes) {
        int[] size = new int[classes.length];
        for (int c : classes) {
            size[c]++;
        }
        int[] numberOf = new int[classes.length];
        Arrays.fill(numberOf, -1);
        int[] group = new int[classes.length];
        int groups = 0;
        for (int v = 0; v < classes.length; v++) {
            int c = classes[v];
            if (size[c] < SMALLEST) {
                group[v] = groups++;
            } else {
                if (numberOf[c] < 0) {
                    numberOf[c] = groups++;
                }
                group[v] = numberOf[c];
            }
        }
        return group;
    }
}
