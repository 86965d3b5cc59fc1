package dev.reeve.benchmarks;

import static dev.reeve.Inputs.all;

import com.sun.management.OperatingSystemMXBean;
import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.graph.FlowGraph;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/** The program of {@link DefinitionRow}: defines a large flow once. Prints {@link Times} as JSON. */
final class LargeGraph {
    private LargeGraph() {}

    /** What it took: time, and processor time of all threads of the process, the compilers' too. */
    record Times(double millis, double cpuMillis) {}

    public static void main(String[] args) {
        int nodes = Integer.parseInt(args[0]);
        int edges = Integer.parseInt(args[1]);
        int[][] upstreams = upstreams(nodes, edges);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        Flow flow = define(upstreams);
        Times times = new Times((System.nanoTime() - begun) / 1e6, (system.getProcessCpuTime() - cpu) / 1e6);
        FlowGraph graph = flow.graph();
        if (graph.size() != nodes || graph.edges().count() != edges) {
            throw new IllegalStateException("the graph has " + graph.size() + " nodes and "
                    + graph.edges().count() + " edges");
        }
        System.out.println(JsonMapper.shared().writeValueAsString(times));
    }

    private static Flow define(int[][] upstreams) {
        return Flow.define("large", f -> {
            List<Output<Integer>> outputs = new ArrayList<>(upstreams.length);
            for (int i = 0; i < upstreams.length; i++) {
                List<Output<Integer>> inputs = new ArrayList<>(upstreams[i].length);
                for (int upstream : upstreams[i]) {
                    inputs.add(outputs.get(upstream));
                }
                outputs.add(f.task(LargeGraph::count, all(inputs)).named("task-" + i));
            }
        });
    }

    private static int count(List<Integer> values) {
        return values.size();
    }

    /** For each node different ones before it, drawn at random from a fixed seed; {@code edges} of them in all. */
    static int[][] upstreams(int nodes, int edges) {
        SplittableRandom random = new SplittableRandom(63);
        int[][] upstreams = new int[nodes][];
        long made = 0;
        for (int i = 0; i < nodes; i++) {
            long due = (long) edges * (i + 1) / nodes - made;
            upstreams[i] = random.ints(0, Math.max(1, i))
                    .distinct()
                    .limit(Math.min(due, i))
                    .sorted()
                    .toArray();
            made += upstreams[i].length;
        }
        return upstreams;
    }
}
