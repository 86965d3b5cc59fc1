package dev.reeve.server.ledger;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.state.SkipRule;
import dev.reeve.state.TaskPolicy;
import java.util.List;

/**
 * What the ledger has to know of a flow's graph to judge what a runner says of it. Immutable.
 *
 * @param tasks its nodes; events name a task by its place among them
 */
public record FlowStructure(List<Node> tasks) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if an upstream does not stand before its node
     */
    public FlowStructure {
        tasks = List.copyOf(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            for (Upstream upstream : tasks.get(i).upstreams()) {
                if (upstream.task() < 0 || upstream.task() >= i) {
                    throw new IllegalArgumentException("task \"" + tasks.get(i).name() + "\" (place " + i
                            + ") depends on place " + upstream.task() + "; upstreams stand before their task");
                }
            }
        }
    }

    /**
     * A node.
     *
     * @param name unique within the flow
     * @param kind what it is
     * @param retries how many failures are followed by another attempt
     * @param skipRule what skipped upstreams mean for it
     * @param reference whether it decides the run's state
     * @param upstreams what it depends on
     * @param more what else there is to show of it, as a JSON text that the ledger does not read; empty: nothing
     * @param reads names of assets that it reads
     * @param produces names of assets that it makes
     */
    public record Node(
            String name,
            Kind kind,
            int retries,
            SkipRule skipRule,
            boolean reference,
            List<Upstream> upstreams,
            String more,
            List<String> reads,
            List<String> produces) {
        public Node {
            upstreams = List.copyOf(upstreams);
            reads = List.copyOf(reads);
            produces = List.copyOf(produces);
        }

        /** One without assets. */
        public Node(
                String name,
                Kind kind,
                int retries,
                SkipRule skipRule,
                boolean reference,
                List<Upstream> upstreams,
                String more) {
            this(name, kind, retries, skipRule, reference, upstreams, more, List.of(), List.of());
        }

        /** A task without retries or upstreams that decides the run's state. */
        public static Node task(String name, Upstream... upstreams) {
            return new Node(name, Kind.TASK, 0, SkipRule.WHOLE_NODES, true, List.of(upstreams), "");
        }

        TaskPolicy policy() {
            return new TaskPolicy(retries, skipRule);
        }

        /** Whether it has children instead of running itself. */
        public boolean mapped() {
            return kind == Kind.MAP || kind == Kind.FAN_OUT;
        }
    }

    /**
     * A dependency.
     *
     * @param task the upstream's place
     */
    public record Upstream(int task, EdgeKind kind) {
        /** Its whole result is read. */
        public static Upstream data(int task) {
            return new Upstream(task, EdgeKind.DATA);
        }
    }
}
