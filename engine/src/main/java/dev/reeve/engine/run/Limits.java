package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.Rate;
import dev.reeve.spi.RunLimits;
import dev.reeve.state.TaskEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What holds the tasks of a run back beside the slots: units of named resources, how many with a tag go on at once, how
 * often they begin. A resource or tag that the run was given no number for is not limited. Tasks that need the same wait
 * at one gate. Touched by the role's holder only.
 */
final class Limits {
    private final Run run;
    private final Map<Integer, Gate> gates = new HashMap<>();
    private final List<Gate> all = new ArrayList<>();
    private final boolean rated;
    /** When the earliest alarm rings that was set. */
    private long alarm = Long.MAX_VALUE;

    Limits(Run run, FlowGraph graph, RunLimits limits) {
        this.run = run;
        new Building(limits).addAll(graph);
        this.rated = anyHasWindows(all);
    }

    /**
     * Refuses a graph with a task that would wait for ever.
     *
     * @throws IllegalArgumentException naming the task, what it requires and what there is
     */
    static void check(FlowGraph graph, Map<String, Integer> limits) {
        for (GraphNode node : graph.nodes()) {
            for (Map.Entry<String, Integer> required :
                    node.settings().requires().entrySet()) {
                String resource = required.getKey();
                int units = required.getValue();
                Integer limit = limits.get(resource);
                if (limit != null && units > limit) {
                    throw new IllegalArgumentException("task \"" + node.name() + "\" of flow \"" + graph.name()
                            + "\" requires " + units + " of \"" + resource + "\", but the run has " + limit
                            + ": it would wait for ever. Nothing was run.");
                }
            }
        }
    }

    private static boolean anyHasWindows(List<Gate> gates) {
        for (Gate gate : gates) {
            if (gate.hasWindows()) {
                return true;
            }
        }
        return false;
    }

    /** Makes the gates of a run. */
    private final class Building {
        private final RunLimits limits;
        private final Map<String, Gate.Units> resources = new HashMap<>();
        private final Map<String, Gate.Units> tags = new HashMap<>();
        private final Map<String, Window> rates = new HashMap<>();
        private final Map<List<Object>, Gate> byNeed = new LinkedHashMap<>();

        Building(RunLimits limits) {
            this.limits = limits;
        }

        void addAll(FlowGraph graph) {
            for (GraphNode node : graph.nodes()) {
                NodeSettings settings = node.settings();
                if (!settings.requires().isEmpty()
                        || !settings.tags().isEmpty()
                        || settings.manner().rate() != null) {
                    add(node, settings);
                }
            }
            all.addAll(byNeed.values());
        }

        private void add(GraphNode node, NodeSettings settings) {
            List<Gate.Need> needs = new ArrayList<>();
            List<Window> windows = new ArrayList<>();
            new TreeMap<>(settings.requires()).forEach((resource, units) -> { // in one order for all nodes
                Integer limit = limits.resources().get(resource);
                if (limit != null) {
                    needs.add(
                            new Gate.Need(resources.computeIfAbsent(resource, name -> ofResource(name, limit)), units));
                }
            });
            for (String tag : new TreeSet<>(settings.tags())) {
                Integer limit = limits.tags().get(tag);
                if (limit != null) {
                    needs.add(new Gate.Need(tags.computeIfAbsent(tag, name -> ofTag(name, limit)), 1));
                }
                Rate rate = limits.rates().get(tag);
                if (rate != null) {
                    windows.add(rates.computeIfAbsent(tag, name -> new Window(rate, "the rate limit of tag " + name)));
                }
            }
            Rate own = settings.manner().rate();
            if (own != null) {
                windows.add(new Window(own, "its rate limit"));
            }
            if (!needs.isEmpty() || !windows.isEmpty()) {
                List<Object> key = new ArrayList<>(needs);
                key.addAll(windows);
                gates.put(node.index(), byNeed.computeIfAbsent(key, none -> new Gate(needs, windows)));
            }
        }

        private static Gate.Units ofResource(String name, int limit) {
            return new Gate.Units("waits for %1$d of " + name.replace("%", "%%") + ", %2$d free", limit);
        }

        private static Gate.Units ofTag(String name, int limit) {
            return new Gate.Units(
                    "waits for the limit of tag " + name.replace("%", "%%") + ": " + limit + " at once", limit);
        }
    }

    /** Whether some attempts are to begin at their time, and none is to be chosen before it can. */
    boolean rated() {
        return rated;
    }

    /** Takes what a task run needs to begin; if something is missing, it waits and this gives false. */
    boolean take(GraphNode node, int child) {
        Gate gate = gateOf(node);
        if (gate == null) {
            return true;
        }
        String missing = gate.take(run.now());
        if (missing == null) {
            if (gate.hasWindows()) {
                all.forEach(this::wakeInTime); // those that wait for the same rate
            }
            return true;
        }
        run.step(node.index(), child, new TaskEvent.Throttled(missing));
        gate.park(ReadyQueue.entry(run.plan.rank(node.index()), child));
        wakeInTime(gate);
        return false;
    }

    /** Gives back what an attempt had; as many ask again as there is room for, the most urgent first. */
    void giveBack(GraphNode node) {
        Gate gate = gateOf(node);
        if (gate != null) {
            gate.giveBack();
            wake();
        }
    }

    private @Nullable Gate gateOf(GraphNode node) {
        return gates.isEmpty() ? null : gates.get(node.index());
    }

    private void wake() {
        for (Gate gate = best(); gate != null; gate = best()) {
            long entry = gate.unpark();
            int v = run.plan.nodeOfRank(ReadyQueue.rank(entry));
            if (run.move(v, ReadyQueue.child(entry), new TaskEvent.Throttled(""))) { // else it was cancelled
                gate.promise();
            }
        }
        for (Gate gate : all) {
            gate.forgetPromises();
            wakeInTime(gate);
        }
    }

    /** Where the most urgent one waits that could begin; null if none could. */
    private @Nullable Gate best() {
        Gate best = null;
        for (Gate gate : all) {
            boolean better = gate.first() != ReadyQueue.NONE && (best == null || gate.first() < best.first());
            if (better && gate.couldPromise(run.now())) {
                best = gate;
            }
        }
        return best;
    }

    /** Sets an alarm for when time alone lets one begin. */
    private void wakeInTime(Gate gate) {
        long opens = gate.opens(run.now());
        if (opens < alarm) {
            alarm = opens;
            run.later(opens - run.now(), this::rung);
        }
    }

    private void rung() {
        alarm = Long.MAX_VALUE;
        wake();
    }
}
