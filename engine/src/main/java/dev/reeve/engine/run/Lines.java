package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.Rate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds out what holds back which task of a run. Used once. */
final class Lines {
    private static final int WORK_LEVEL = -1;

    private final Limits run;
    private final FlowGraph graph;
    private final Account account;
    private final int depth;
    private final Map<Integer, Line> byNode = new HashMap<>();
    private final Map<List<Object>, Line> byNeed = new LinkedHashMap<>();

    Lines(Limits run, FlowGraph graph, Share share) {
        this.run = run;
        this.graph = graph;
        this.account = share.account();
        this.depth = share.depth();
        for (GraphNode node : graph.nodes()) {
            add(node, node.settings());
        }
    }

    /** The line where task runs of a node wait, by the node's index. */
    Map<Integer, Line> byNode() {
        return byNode;
    }

    Collection<Line> all() {
        return byNeed.values();
    }

    private void add(GraphNode node, NodeSettings settings) {
        List<Gate.Need> needs = new ArrayList<>();
        List<Window> windows = new ArrayList<>();
        new TreeMap<>(settings.requires()).forEach((resource, number) -> { // in one order for all nodes
            Integer limit = account.limits().resources().get(resource);
            if (limit != null) {
                needs(node, "resource", resource, number, ofResource(resource), limit, needs);
            }
        });
        for (String tag : new TreeSet<>(settings.tags())) {
            Integer limit = account.limits().tags().get(tag);
            if (limit != null) {
                needs(node, "tag", tag, 1, ofTag(tag, limit), limit, needs);
            }
            Rate rate = account.limits().rates().get(tag);
            if (rate != null) {
                windows.add(account.window(tag, rate));
            }
        }
        Rate own = settings.manner().rate();
        if (own != null) {
            windows.add(account.window(graph, node, own));
        }
        if (!needs.isEmpty() || !windows.isEmpty()) {
            byNode.put(
                    node.index(),
                    byNeed.computeIfAbsent(List.of(needs, windows), none -> account.line(run, needs, windows)));
        }
    }

    /**
     * What a flow that is a task needs is counted among such tasks of the same depth alone, not with tasks that work:
     * those inside of it could otherwise wait for what it has, and it for them. A task that makes the flow first works
     * until it has.
     */
    private void needs(
            GraphNode node, String what, String name, int number, String words, int limit, List<Gate.Need> needs) {
        boolean launches = node.kind().launches();
        if (launches) {
            needs.add(new Gate.Need(account.units(List.of(what, name, depth), words, limit), number, Gate.FLOW));
        }
        if (!launches || node.kind() == Kind.DYNAMIC) {
            needs.add(new Gate.Need(account.units(List.of(what, name, WORK_LEVEL), words, limit), number, Gate.WORK));
        }
    }

    private static String ofResource(String name) {
        return "waits for %1$d of " + name.replace("%", "%%") + ", %2$d free";
    }

    private static String ofTag(String name, int limit) {
        return "waits for the limit of tag " + name.replace("%", "%%") + ": " + limit + " at once";
    }
}
