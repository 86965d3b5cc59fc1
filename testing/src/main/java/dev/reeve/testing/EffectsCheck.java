package dev.reeve.testing;

import dev.reeve.graph.Effects;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the calls of a run that was crashed against what its tasks declare. */
final class EffectsCheck {
    private final TestRun run;
    private final @Nullable Committed committed;
    private final List<String> wrong = new ArrayList<>();

    private EffectsCheck(TestRun run, @Nullable Committed committed) {
        this.run = run;
        this.committed = committed;
    }

    /**
     * What is not as declared; empty if all is.
     *
     * @param committed what was committed when the engine was lost; null if it was not
     */
    static List<String> of(TestRun run, @Nullable Committed committed) {
        EffectsCheck check = new EffectsCheck(run, committed);
        Map<String, List<Call>> byTaskRun = new LinkedHashMap<>();
        for (Call call : run.calls()) {
            byTaskRun
                    .computeIfAbsent(call.idempotencyKey(), key -> new ArrayList<>())
                    .add(call);
        }
        byTaskRun.values().forEach(check::taskRun);
        check.atLeastOnce(byTaskRun.keySet());
        return check.wrong;
    }

    private void taskRun(List<Call> calls) {
        Call first = calls.getFirst();
        Observations.Place made = run.seen().place(first.idempotencyKey());
        GraphNode node = made == null ? run.tester().tasks().node(first.task()) : made.node();
        if (!counts(node.kind())) {
            return;
        }
        switch (node.settings().manner().effects()) {
            case UNDECLARED ->
                notAgain(
                        node,
                        made == null ? run.tester().tasks().graph(first.task()) : made.graph(),
                        made == null ? calls : sameAsBefore(calls));
            case IDEMPOTENT -> same(node, calls);
            case AT_LEAST_ONCE -> {}
        }
    }

    /** A flow may be another each time that it is made; what is given something else by that has to be called again. */
    private static List<Call> sameAsBefore(List<Call> calls) {
        return calls.stream()
                .filter(call -> calls.stream()
                        .anyMatch(earlier -> earlier.process() < call.process()
                                && earlier.returned()
                                && sameArguments(earlier, call)))
                .toList();
    }

    /** A resource is opened and closed in each process, and the flow of a dynamic task is made in each. */
    private static boolean counts(Kind kind) {
        return switch (kind) {
            case TASK, MAP, LOOP -> true;
            case MERGE, DYNAMIC, OPEN, CLOSE, SUBFLOW, APPROVAL, FAN_OUT -> false;
        };
    }

    private void notAgain(GraphNode node, FlowGraph graph, List<Call> calls) {
        for (Call call : calls) {
            if (committed != null
                    && call.process() > 1
                    && committed.has(call.idempotencyKey(), node.hasValue())
                    && new Upstream(graph, committed, call).isOver(node)) {
                wrong.add("task \"" + call.label() + "\" was called again although its result was committed: " + call
                        + ". It declares no effects");
            }
        }
    }

    /** A loop is called with something else each turn. */
    private void same(GraphNode node, List<Call> calls) {
        if (node.kind() == Kind.LOOP) {
            return;
        }
        Call first = calls.getFirst();
        Call made = null;
        for (Call call : calls) {
            if (!sameArguments(first, call)) {
                wrong.add("task \"" + call.label() + "\" declares IDEMPOTENT, but was called with other inputs: first "
                        + first + ", then " + call);
            }
            if (made != null && call.returned() && !Same.values(made.result(), call.result())) {
                wrong.add("task \"" + call.label() + "\" declares IDEMPOTENT, but returned something else: first "
                        + made + ", then " + call);
            }
            made = made == null && call.returned() ? call : made;
        }
    }

    private static boolean sameArguments(Call one, Call other) {
        for (int i = 0; i < one.arguments().size(); i++) {
            Object here = one.arguments().get(i);
            boolean context = here instanceof HeardTaskRun;
            if (!context && !Same.values(here, other.arguments().get(i))) {
                return false;
            }
        }
        return true;
    }

    private void atLeastOnce(Set<String> called) {
        List<Declaring> declaring = declaring();
        Set<String> told = new HashSet<>();
        for (StateChange change : run.changes()) {
            String key = change.runId() + "/" + change.taskLabel();
            if (change.to() instanceof State.Success
                    && !called.contains(key)
                    && declaring.stream().anyMatch(one -> one.isAbout(change))
                    && declaring.stream().allMatch(one -> one.declares() || !one.isAbout(change))
                    && told.add(key)) {
                wrong.add("task \"" + change.taskLabel() + "\" of flow \"" + change.flow()
                        + "\" declares AT_LEAST_ONCE and succeeded, but was never called");
            }
        }
    }

    /** A task of a flow. A change of a state names a flow by its name only, and several flows may have that. */
    private record Declaring(String flow, GraphNode node) {
        boolean isAbout(StateChange change) {
            return change.flow().equals(flow)
                    && node.name().equals(change.task())
                    && node.mapped() == change.mapIndex() >= 0;
        }

        boolean declares() {
            return counts(node.kind()) && node.settings().manner().effects() == Effects.AT_LEAST_ONCE;
        }
    }

    /** All tasks, those of flows in flows and of flows that were made included. */
    private List<Declaring> declaring() {
        Tasks tasks = run.tester().tasks();
        List<Declaring> all = new ArrayList<>();
        for (String path : tasks.paths(node -> true)) {
            all.add(new Declaring(tasks.graph(path).name(), tasks.node(path)));
        }
        for (FlowGraph made : run.seen().made()) {
            made.nodes().forEach(node -> all.add(new Declaring(made.name(), node)));
        }
        return all;
    }
}
