package dev.reeve.simulation;

import dev.reeve.graph.FlowGraph;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlow.Storing;
import dev.reeve.simulation.flow.FlowModel;
import dev.reeve.simulation.flow.FlowModel.End;
import dev.reeve.simulation.flow.FlowModel.Fates;
import dev.reeve.simulation.flow.FlowModel.Missing;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a run that ended against the meaning of its flow, task run by task run: given how those before it ended and what
 * its calls came to, it can have ended in one way only, and its calls read what those before it returned.
 */
final class RunCheck implements Fates {
    private static final End UNBORN = new End("Cancelled", Missing.FAILED, 0);

    private final SimRun run;
    private final RunView view;
    private final FlowGraph graph;

    private RunCheck(SimRun run, RunView view) {
        this.run = run;
        this.view = view;
        this.graph = view.graph();
    }

    /** Checks a run that came to its end; {@code calm}: nothing interfered, so the meaning alone says how it ends. */
    static void check(SimRun run, RunView view, boolean calm) {
        RunCheck check = new RunCheck(run, view);
        FlowModel seen = new FlowModel(run.drawn, check);
        run.drawn.nodes().forEach(node -> seen.end(node.index()));
        check.flow(seen.flowState());
        if (calm && run.earlier == null) {
            check.expect(new FlowModel(run.drawn));
        }
    }

    private void flow(String expected) {
        String state = view.state().name();
        boolean stopped = run.mayBeCancelled() && (state.equals("Cancelled") || state.equals("TimedOut"));
        if (!state.equals(expected) && !stopped && !(run.mayBeCancelled() && state.equals("Failed"))) {
            run.wrong("the flow run is " + state + " and should be " + expected);
        }
        if (view.state().isSuccessful()
                && IntStream.range(0, graph.size())
                        .anyMatch(v -> graph.terminal(v) && view.state(v, -1) instanceof State.Cancelled)) {
            run.wrong("the flow run is " + state + " although a task of its end was cancelled");
        }
    }

    /** Nothing interfered: it ends as its meaning says. */
    private void expect(FlowModel model) {
        for (DrawnNode node : run.drawn.nodes()) {
            End end = model.end(node.index()).end();
            same(node.name(), "state", view.state(node.index(), -1).name(), end.state());
            same(node.name(), "attempts", attempts(node.index(), -1), end.attempts());
            RunView.Value value = view.result(node.index(), -1);
            if (value.present()) {
                same(node.name(), "value", value.value(), end.value());
            }
        }
        same("the flow", "state", view.state().name(), model.flowState());
    }

    private void same(String who, String what, @Nullable Object is, @Nullable Object expected) {
        if (!Objects.equals(is, expected)) {
            run.wrong("the " + what + " of " + who + " is " + is + " and should be " + expected);
        }
    }

    private int attempts(int node, int child) {
        return run.attempts(Call.label(run.name(node), child));
    }

    private boolean kept(DrawnNode node, int child) {
        return run.kept(Call.label(run.name(node.index()), child))
                && view.state(node.index(), child).isSuccessful();
    }

    /** Whether there is such a task run: a mapped node may be cancelled before it has children. */
    private boolean exists(DrawnNode node, int child) {
        return child < Math.max(0, view.width(node.index()));
    }

    private List<Call> calls(DrawnNode node, int child) {
        return run.calls.stream()
                .filter(call -> call.node.index() == node.index() && call.child == child)
                .toList();
    }

    // ---- how a task run ends

    @Override
    public End ran(DrawnNode node, int child, List<@Nullable Object> inputs, @Nullable Object good) {
        if (!exists(node, child)) {
            return UNBORN;
        }
        if (kept(node, child)) {
            State was = view.state(node.index(), child);
            boolean skipped = was instanceof State.Skipped;
            return new End(was.name(), skipped ? Missing.SKIPPED : Made.last(run, node, child, was), 0);
        }
        List<Call> calls = calls(node, child);
        for (Call call : calls) {
            if (!call.inputs.equals(inputs)) {
                run.wrong(call + " reads " + call.inputs + " where it should read " + inputs);
            }
        }
        State state = view.state(node.index(), child);
        int attempts = attempts(node.index(), child);
        Storing storing = node.extras().storing();
        boolean found = storing == Storing.CACHE || storing == Storing.TARGET || run.earlier != null;
        if (state instanceof State.Cached cached && found) {
            return new End("Cached", usedAgain(node, child, Made.key(cached)), attempts);
        }
        Call last = calls.isEmpty() ? null : calls.getLast();
        if (state instanceof State.TimedOut) {
            boolean possible = node.extras().timeout() > 0 && attempts > node.retries();
            return new End(possible ? "TimedOut" : "anything but TimedOut", Missing.FAILED, attempts);
        }
        if (last == null || last.attempt != attempts) {
            return new End("with a call for each attempt", Missing.FAILED, attempts);
        }
        return switch (last.ending) {
            case RETURNED ->
                last.lost
                        ? new End("Failed", Missing.FAILED, Math.max(attempts, node.retries() + 1))
                        : new End("Success", last.value, attempts);
            case SKIPPED -> new End("Skipped", Missing.SKIPPED, attempts);
            case THREW -> new End("Failed", Missing.FAILED, Math.max(attempts, node.retries() + 1));
            case OPEN, ASKED_FOR_RETRY, ASKED_FOR_PAUSE ->
                new End("not after " + last.ending, Missing.FAILED, attempts);
        };
    }

    /** The value of a stored result that took the place of an attempt. */
    private @Nullable Object usedAgain(DrawnNode node, int child, String key) {
        byte[] stored = run.reads.get(key);
        Object value = stored == null ? null : Made.value(stored);
        if (stored == null || !run.made().contains(run, node, child, value)) {
            run.wrong(Call.label(node.name(), child) + " uses " + key + " again, which holds " + value
                    + ": no attempt made that of what it reads");
        }
        return value;
    }

    @Override
    public End unreadable(DrawnNode node, int child) {
        if (!exists(node, child)) {
            return UNBORN;
        }
        State state = view.state(node.index(), child);
        boolean late = state instanceof State.TimedOut && node.extras().timeout() > 0;
        return new End(late ? "TimedOut" : "Failed", Missing.FAILED, node.retries() + 1);
    }

    @Override
    public End seen(DrawnNode node, int child, End expected) {
        if (!exists(node, child)) {
            if (!(view.state(node.index(), -1) instanceof State.Cancelled)) {
                run.wrong(node.name() + " has no child " + child);
            }
            return UNBORN;
        }
        State state = view.state(node.index(), child);
        String label = Call.label(node.name(), child);
        int attempts = attempts(node.index(), child);
        if (state instanceof State.Cancelled) {
            if (!run.mayBeCancelled()) {
                run.wrong(label + " is cancelled, and nobody asked for that");
            }
            return new End("Cancelled", Missing.FAILED, attempts);
        }
        boolean kept = kept(node, child);
        boolean partly = run.mayBeCancelled() && node.mapped() && child < 0;
        if (!state.name().equals(expected.state()) && !partly) {
            run.wrong(label + " is " + state.name() + " and should be " + expected.state());
        }
        if (attempts != expected.attempts() && !partly && !kept) {
            run.wrong(label + " took " + attempts + " attempts and should have taken " + expected.attempts());
        }
        RunView.Value value = node.kind() == Kind.FOR_EACH ? RunView.Value.ABSENT : view.result(node.index(), child);
        if (value.present() && !Objects.equals(value.value(), expected.hasValue() ? expected.value() : null)) {
            run.wrong(label + " has the value " + value.value() + " and should have " + expected.value());
        }
        if (value.present()
                && state instanceof State.Success
                && !kept
                && expected.value() instanceof String
                && !node.mapped()
                && node.kind() == Kind.TASK) {
            fromLastAttempt(label, value.value(), calls(node, child).getLast());
        }
        return new End(state.name(), expected.value(), attempts);
    }

    @SuppressWarnings("ReferenceEquality") // each attempt makes a value of its own
    private void fromLastAttempt(String label, @Nullable Object value, Call last) {
        if (value != last.value) {
            run.wrong(label + " has a value that " + last + " did not make");
        }
    }
}
