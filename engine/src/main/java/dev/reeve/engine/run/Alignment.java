package dev.reeve.engine.run;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The mapped nodes that a mapped node is aligned with, child by child, as they stand when it is to be mapped.
 *
 * @param missing whether one of them has no children, because it ended before it was mapped
 * @param shortest the least number of children that one of them has; {@link Integer#MAX_VALUE} if there is none
 * @param longest the greatest; -1 if there is none
 * @param lists by input, the values of one that has ended, for the node also reads it as a whole or comes after it;
 *     null for the other inputs
 */
record Alignment(
        boolean missing,
        int shortest,
        int longest,
        @Nullable List<@Nullable Object>[] lists) {

    /** The mapped node whose children go to the children of the same index; -1 where the whole list is read first. */
    static int partner(FlowGraph graph, Input input) {
        return input instanceof Input.Each each
                        && each.list() instanceof Input.FromNode from
                        && graph.node(from.node()).mapped()
                ? from.node()
                : -1;
    }

    /** Whether {@code before} hands over its children one by one; else all of them end before {@code node} begins. */
    static boolean childByChild(FlowGraph graph, GraphNode node, int before) {
        Edges edges = graph.edges();
        for (int e = edges.upFrom(node.index()); e < edges.upFrom(node.index() + 1); e++) {
            if (edges.up(e) == before) {
                return edges.upKind(e) == EdgeKind.EACH;
            }
        }
        return false;
    }

    /** The nodes that a mapped {@code node} is aligned with although it waits for the end of all their children. */
    static int[] wholePartners(FlowGraph graph, GraphNode node) {
        return node.inputs().stream()
                .flatMapToInt(input -> IntStream.of(partner(graph, input)))
                .filter(before -> before >= 0 && !childByChild(graph, node, before))
                .distinct()
                .toArray();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    static Alignment of(Run run, GraphNode node) {
        @Nullable List<@Nullable Object>[] lists = new List[node.inputs().size()];
        boolean missing = false;
        int shortest = Integer.MAX_VALUE;
        int longest = -1;
        for (int i = 0; i < lists.length; i++) {
            int before = partner(run.graph, node.inputs().get(i));
            Children kids = before < 0 ? null : run.children[before];
            if (kids != null) {
                shortest = Math.min(shortest, kids.width);
                longest = Math.max(longest, kids.width);
                lists[i] = childByChild(run.graph, node, before) ? null : run.values.byIndex(before);
            } else if (before >= 0) {
                missing = true;
            }
        }
        return new Alignment(missing, shortest, longest, lists);
    }
}
