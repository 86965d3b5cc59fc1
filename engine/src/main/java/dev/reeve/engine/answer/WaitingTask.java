package dev.reeve.engine.answer;

import dev.reeve.Flow;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task run that waits for a person.
 *
 * @param path how it is named: {@code ask}, {@code ask[2]}, or {@code load/ask} for one of the flow run that a task is
 * @param node the task
 * @param state how it waits
 */
public record WaitingTask(String path, GraphNode node, State.Paused state) {
    private static final Pattern CHILD = Pattern.compile("\\[\\d{1,9}]$");

    /** Those of a run and of the runs that its tasks are. */
    public static List<WaitingTask> of(RunView run) {
        List<WaitingTask> waiting = new ArrayList<>();
        add(run, "", waiting);
        return waiting;
    }

    private static void add(RunView run, String before, List<WaitingTask> waiting) {
        for (GraphNode node : run.graph().nodes()) {
            int v = node.index();
            for (int child = -1; child < Math.max(0, run.width(v)); child++) {
                String path = before + node.name() + (child < 0 ? "" : "[" + child + "]");
                State state = run.state(v, child);
                if (state instanceof State.Paused paused) {
                    waiting.add(new WaitingTask(path, node, paused));
                } else if (state.isRunning() && node.kind().launches()) {
                    run.flowRun(v, child).ifPresent(inside -> add(inside, path + "/", waiting));
                }
            }
        }
    }

    /**
     * The node of a path, inside the flows that sub-flows and blocks are too; empty if there is none, or it is in a flow
     * that a task returns, which is not known before that runs.
     */
    public static Optional<GraphNode> nodeOf(FlowGraph graph, String path) {
        Optional<GraphNode> own =
                graph.node(path).or(() -> graph.node(CHILD.matcher(path).replaceFirst("")));
        if (own.isPresent()) {
            return own;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Optional<GraphNode> outer = nodeOf(graph, path.substring(0, slash));
            FlowGraph inside = outer.map(WaitingTask::inside).orElse(null);
            if (inside != null) {
                return nodeOf(inside, path.substring(slash + 1));
            }
        }
        return Optional.empty();
    }

    private static @Nullable FlowGraph inside(GraphNode node) {
        return node.function().receiver() instanceof Flow flow ? flow.graph() : node.block();
    }

    /** The type of the answer it asks for; null if it only waits to be let go on. */
    public @Nullable Class<?> answerType() {
        Type type = node.function().resultType();
        return node.kind() == Kind.APPROVAL && type instanceof Class<?> record && record.isRecord() ? record : null;
    }
}
