package dev.reeve.simulation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.graph.GraphNode;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Flows drawn by lot come to what their meaning says, on every executor, and never through a forbidden state. */
class RandomFlowsProperties {
    private static final String ADA = "ada";
    private static final List<TaskExecutor> EXECUTORS = List.of(
            TaskExecutors.inThread(), TaskExecutors.threads(1), TaskExecutors.threads(4), TaskExecutors.virtual(8));

    @Property(tries = 2000)
    void everyExecutorEndsAFlowAsItsMeaningSays(@ForAll @IntRange(min = 1, max = 30) int size, @ForAll("lots") long lot)
            throws InterruptedException {
        DrawnFlow drawn = DrawnFlow.of(size, lot);
        Flow flow = DrawnFlowBuilder.build(drawn);
        FlowModel model = new FlowModel(drawn, ADA);
        for (TaskExecutor executor : EXECUTORS) {
            List<StateChange> changes = new CopyOnWriteArrayList<>();
            FlowRun run = flow.run(RunOptions.DEFAULT
                    .executor(executor)
                    .resume(manualTasks(drawn))
                    .onStateChange(changes::add));
            answerAll(run, drawn);
            Map<String, String> differences = new LinkedHashMap<>();
            for (DrawnNode node : drawn.nodes()) {
                compare(run.view(), flow.graph().node(node.index()), model.end(node.index()), differences);
            }
            expect("the flow", "state", run.state().name(), model.flowState(), differences);
            holdInvariants(drawn, model, flow, changes, differences);
            assertThat(differences)
                    .as("size %s, lot %s, %s", size, lot, executor.describe())
                    .isEmpty();
        }
    }

    /** Answers what waits for a person, until the run has ended; one whose wait has a limit goes on by itself as well. */
    private static void answerAll(FlowRun run, DrawnFlow drawn) throws InterruptedException {
        while (!run.state().isFinished()) {
            if (run.state() instanceof State.Paused) {
                answer(run, run.view(), drawn, "");
            }
            run.await();
        }
        run.await(); // until handlers have been told, too
    }

    private static void answer(FlowRun run, RunView view, DrawnFlow drawn, String path) {
        for (DrawnNode node : drawn.nodes()) {
            for (int child = -1; child < Math.max(0, view.width(node.index())); child++) {
                String label = path + view.graph().node(node.index()).name() + (child < 0 ? "" : "[" + child + "]");
                if (view.state(node.index(), child) instanceof State.Paused) {
                    boolean asks = node.kind() == Kind.APPROVAL;
                    run.answer(label, asks ? Lots.answer(drawn.lot(), node.index(), ADA) : null, ADA);
                } else if (view.state(node.index(), child).isRunning()) {
                    view.flowRun(node.index(), child)
                            .ifPresent(inside -> answer(run, inside, node.block(), label + "/"));
                }
            }
        }
    }

    /** All alike: the small numbers that are preferred otherwise would be few flows. */
    @Provide
    Arbitrary<Long> lots() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .edgeCases(EdgeCases.Config::none);
    }

    private static List<String> manualTasks(DrawnFlow drawn) {
        return drawn.nodes().stream()
                .filter(node -> node.use().trigger() == DrawnFlow.Fires.MANUAL)
                .map(DrawnNode::name)
                .toList();
    }

    /** Asserted at the end of a run: there are thousands of these. */
    private static void expect(
            String who, String what, @Nullable Object is, @Nullable Object expected, Map<String, String> differences) {
        if (!Objects.equals(is, expected)) {
            differences.put(who + " " + what, is + " where it should be " + expected);
        }
    }

    private static void compare(RunView run, GraphNode node, NodeEnd expected, Map<String, String> differences) {
        compare(run, node, -1, expected.end(), differences);
        List<End> children = expected.children();
        int width = children == null ? -1 : children.size();
        expect(node.name(), "width", run.width(node.index()), width, differences);
        for (int i = 0; i < Math.min(width, run.width(node.index())); i++) {
            compare(run, node, i, expected.children().get(i), differences);
        }
    }

    private static void compare(RunView run, GraphNode node, int child, End expected, Map<String, String> differences) {
        String who = child < 0 ? node.name() : node.name() + "[" + child + "]";
        expect(who, "state", run.state(node.index(), child).name(), expected.state(), differences);
        expect(who, "attempts", attempts(run, node, child), expected.attempts(), differences);
        RunView.Value value = run.result(node.index(), child);
        boolean kept = node.settings().keep() || run.graph().terminal(node.index());
        if (kept && node.hasValue()) {
            expect(who, "has a value", value.present(), expected.hasValue(), differences);
        }
        if (value.present()) {
            expect(who, "value", value.value(), expected.value(), differences);
        }
    }

    private static int attempts(RunView run, GraphNode node, int child) {
        return (int) run.history(node.index(), child).stream()
                .filter(entry -> entry.state() instanceof State.Running)
                .count();
    }

    /** Reads the changes in the order in which they happened. */
    private static void holdInvariants(
            DrawnFlow drawn, FlowModel model, Flow flow, List<StateChange> changes, Map<String, String> differences) {
        Map<String, DrawnNode> byName = new HashMap<>();
        drawn.nodes().forEach(node -> byName.put(flow.graph().node(node.index()).name(), node));
        Set<String> ended = new HashSet<>();
        Map<String, Integer> attempts = new HashMap<>();
        for (StateChange change : changes) {
            String label = change.taskLabel();
            if (change.runId().indexOf('.') >= 0) {
                continue; // of a flow run that a task is
            }
            expect(label, "finished stays finished", !ended.contains(label), true, differences);
            DrawnNode node = byName.get(change.task());
            if (node != null && change.to() instanceof State.Running) {
                int attempt = attempts.merge(label, 1, Integer::sum);
                int most = node.use().retries() + (node.kind() == Kind.APPROVAL ? 2 : 1);
                expect(label, "attempts are bounded", attempt <= most, true, differences);
                List<String> missing = new ArrayList<>(before(flow, drawn, model, node, change.mapIndex()));
                missing.removeAll(ended);
                expect(label, "runs before these ended:", missing, List.of(), differences);
            }
            if (change.from() instanceof State.Running && change.to() instanceof State.Queued) {
                attempts.remove(label); // each turn of a loop has its own
            }
            if (change.to().isFinished()) {
                ended.add(label);
            }
        }
        expect("everything", "ends", ended.containsAll(byName.keySet()) && ended.contains(""), true, differences);
    }

    /** What has to have ended before it runs. A mapped task itself runs only to fail, for lists that are none. */
    private static List<String> before(Flow flow, DrawnFlow drawn, FlowModel model, DrawnNode node, int child) {
        List<String> labels = new ArrayList<>();
        new Roles(drawn).of(node).forEach((before, role) -> {
            String name = flow.graph().node(before).name();
            boolean childByChild =
                    role == Role.CHILD_BY_CHILD && model.end(before).children() != null;
            if (!childByChild) {
                labels.add(name);
            } else if (child >= 0) {
                labels.add(name + "[" + child + "]");
            }
        });
        return labels;
    }
}
