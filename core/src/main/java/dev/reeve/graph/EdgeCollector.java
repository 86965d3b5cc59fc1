package dev.reeve.graph;

import java.util.Arrays;
import java.util.List;

/** Reads the edges off the inputs of nodes, folding those between the same two nodes into the strongest. */
final class EdgeCollector {
    private final List<GraphNode> nodes;
    private final int[] offsets;
    private int[] sources = new int[64];
    private EdgeKind[] kinds = new EdgeKind[64];
    private int count;
    private int firstOfNode;
    /** For each node, the entry of its edge to the node being read, if it is at or behind {@code firstOfNode}. */
    private final int[] entryOf;

    EdgeCollector(List<GraphNode> nodes) {
        this.nodes = nodes;
        this.offsets = new int[nodes.size() + 1];
        this.entryOf = new int[nodes.size()];
        Arrays.fill(entryOf, -1);
    }

    void add(GraphNode node) {
        firstOfNode = count;
        for (Input input : node.inputs()) {
            if (input instanceof Input.FromNode from) { // the most
                edge(from.node(), EdgeKind.DATA);
            } else if (input instanceof Input.Each each && alignedWith(each) >= 0) {
                edge(alignedWith(each), EdgeKind.EACH);
            } else if (input instanceof Input.When when) {
                when.source().forEachNode(source -> edge(source, EdgeKind.DATA));
                when.guard().condition().forEachNode(source -> edge(source, EdgeKind.GUARD));
            } else {
                input.forEachNode(source -> edge(source, EdgeKind.DATA));
            }
        }
        for (Guard guard : node.guards()) {
            guard.condition().forEachNode(source -> edge(source, EdgeKind.GUARD));
        }
        for (int source : node.after()) {
            edge(source, EdgeKind.ORDER);
        }
        offsets[node.index() + 1] = count;
    }

    /** The mapped node whose children go to the children of the same index; -1 where the whole list is needed first. */
    private int alignedWith(Input.Each each) {
        return each.list() instanceof Input.FromNode from
                        && nodes.get(from.node()).mapped()
                ? from.node()
                : -1;
    }

    private void edge(int source, EdgeKind kind) {
        int entry = entryOf[source];
        if (entry >= firstOfNode) {
            if (kinds[entry] != kind) { // one edge in several roles waits for all of the result and may read it
                kinds[entry] = EdgeKind.DATA;
            }
            return;
        }
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, count * 2);
            kinds = Arrays.copyOf(kinds, count * 2);
        }
        entryOf[source] = count;
        sources[count] = source;
        kinds[count++] = kind;
    }

    int[] offsets() {
        return offsets;
    }

    int[] sources() {
        return Arrays.copyOf(sources, count);
    }

    EdgeKind[] kinds() {
        return Arrays.copyOf(kinds, count);
    }
}
