package dev.reeve.testing;

import dev.reeve.graph.Effects;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        check.atLeastOnce();
        return check.wrong;
    }

    private void taskRun(List<Call> calls) {
        if (run.tester().tasks().isMade(calls.getFirst().task())) {
            return; // its flow may be another each time that it is made
        }
        GraphNode node = run.tester().tasks().node(calls.getFirst().task());
        if (!counts(node.kind())) {
            return;
        }
        switch (node.settings().manner().effects()) {
            case UNDECLARED -> notAgain(node, calls);
            case IDEMPOTENT -> same(node, calls);
            case AT_LEAST_ONCE -> {}
        }
    }

    /** A resource is opened and closed in each process, and the flow of a dynamic task is made in each. */
    private static boolean counts(Kind kind) {
        return switch (kind) {
            case TASK, MAP, LOOP -> true;
            case MERGE, DYNAMIC, OPEN, CLOSE, SUBFLOW, APPROVAL, FAN_OUT -> false;
        };
    }

    private void notAgain(GraphNode node, List<Call> calls) {
        for (Call call : calls) {
            if (committed != null
                    && call.process() > 1
                    && committed.has(call.idempotencyKey(), node.hasValue())
                    && new Upstream(run.tester().tasks().graph(call.task()), committed, call).isOver(node)) {
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

    private void atLeastOnce() {
        for (StateChange change : run.changes()) {
            if (!(change.to() instanceof State.Success) || change.task().isEmpty()) {
                continue;
            }
            for (String path : run.tester().tasks().paths(node -> declared(node, change))) {
                String label = new Label(path, change.mapIndex()).text();
                if (run.calls(label).isEmpty()) {
                    wrong.add("task \"" + label + "\" declares AT_LEAST_ONCE and succeeded, but was never called");
                }
            }
        }
    }

    private boolean declared(GraphNode node, StateChange change) {
        return change.flow().equals(run.tester().flow().name())
                && node.name().equals(change.task())
                && node.mapped() == change.mapIndex() >= 0
                && counts(node.kind())
                && node.settings().manner().effects() == Effects.AT_LEAST_ONCE;
    }
}
