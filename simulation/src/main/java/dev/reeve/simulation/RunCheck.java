package dev.reeve.simulation;

import dev.reeve.graph.FlowGraph;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlow.Storing;
import dev.reeve.simulation.flow.End;
import dev.reeve.simulation.flow.End.Missing;
import dev.reeve.simulation.flow.Fates;
import dev.reeve.simulation.flow.FlowModel;
import dev.reeve.simulation.flow.Lots;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a flow run that ended against the meaning of its flow, task run by task run: given how those before it ended and
 * what its calls came to, it can have ended in one way only, and its calls read what those before it returned. Flow runs
 * that its tasks are, are held against theirs.
 */
final class RunCheck implements Fates {
    private static final End UNBORN = new End("Cancelled", Missing.FAILED, 0);

    private final Seen seen;
    private final RunView view;
    private final FlowGraph graph;

    private RunCheck(Seen seen, RunView view) {
        this.seen = seen;
        this.view = view;
        this.graph = view.graph();
    }

    /** Checks a run that came to its end; {@code calm}: nothing interfered, so the meaning alone says how it ends. */
    static void check(SimRun run, RunView view, boolean calm) {
        RunCheck check = new RunCheck(run.top(), view);
        check.model(List.of());
        run.people().check();
        if (calm && run.earlier == null) {
            check.expect(new FlowModel(run.drawn, People.ADA));
        }
        for (Call left : run.resources().left()) {
            if (!mayBeLeft(run, left)) {
                run.wrong("what " + left + " opened is never closed");
            }
        }
    }

    /** The meaning of the flow, given how its task runs ended; the flow run has to have ended as that says. */
    private FlowModel model(List<@Nullable Object> given) {
        FlowModel model = new FlowModel(seen.drawn, this, given);
        seen.drawn.nodes().forEach(node -> model.end(node.index()));
        flow(model.flowState());
        return model;
    }

    private void flow(String expected) {
        String state = view.state().name();
        boolean stopped = mayBeCancelled() && (state.equals("Cancelled") || state.equals("TimedOut"));
        if (!state.equals(expected) && !stopped && !(mayBeCancelled() && state.equals("Failed"))) {
            seen.wrong("the flow run is " + state + " and should be " + expected);
        }
        if (view.state().isSuccessful()
                && IntStream.range(0, graph.size())
                        .anyMatch(v -> graph.terminal(v) && view.state(v, -1) instanceof State.Cancelled)) {
            seen.wrong("the flow run is " + state + " although a task of its end was cancelled");
        }
    }

    private boolean mayBeCancelled() {
        return seen.limited || seen.run.mayBeCancelled();
    }

    /** What opens a resource may leave it open only where what closes it was stopped: twice the grace period is over. */
    private static boolean mayBeLeft(SimRun run, Call left) {
        boolean stopped = run.mayBeCancelled() || left.seen.limited;
        return stopped && left.seen.stoppedFor() >= 2L * run.program.grace() * 1_000_000L;
    }

    /** Nothing interfered: it ends as its meaning says. */
    private void expect(FlowModel model) {
        for (DrawnNode node : seen.drawn.nodes()) {
            End end = model.end(node.index()).end();
            same(node.name(), "state", view.state(node.index(), -1).name(), end.state());
            same(node.name(), "attempts", attempts(node, -1), end.attempts());
            RunView.Value value = view.result(node.index(), -1);
            if (value.present()) {
                same(node.name(), "value", value.value(), end.value());
            }
        }
        same("the flow", "state", view.state().name(), model.flowState());
    }

    private void same(String who, String what, @Nullable Object is, @Nullable Object expected) {
        if (!Objects.equals(is, expected)) {
            seen.wrong("the " + what + " of " + who + " is " + is + " and should be " + expected);
        }
    }

    private String label(DrawnNode node, int child) {
        return Call.label(seen.name(node), child);
    }

    private int attempts(DrawnNode node, int child) {
        return seen.attempts(label(node, child));
    }

    /** As an earlier run left it: what ended well, and where one task is asked to run again all else that ended. */
    private boolean isKept(DrawnNode node, int child) {
        State state = view.state(node.index(), child);
        boolean all = seen.drawn.path().isEmpty() && !seen.run.from().isEmpty();
        return seen.kept(label(node, child)) && (state.isSuccessful() || all && state.isFinished());
    }

    /** Whether there is such a task run: a mapped node may be cancelled before it has children. */
    private boolean exists(DrawnNode node, int child) {
        return child < Math.max(0, view.width(node.index()));
    }

    // ---- how a task run ends

    @Override
    public @Nullable End kept(DrawnNode node, int child) {
        if (!exists(node, child) || !isKept(node, child)) {
            return null;
        }
        State state = view.state(node.index(), child);
        Object value = state instanceof State.Skipped
                ? Missing.SKIPPED
                : state.isSuccessful() ? Made.last(seen, node, child, state) : Missing.FAILED;
        return new End(state.name(), value, 0);
    }

    @Override
    public boolean hasChildren(DrawnNode node) {
        return view.width(node.index()) >= 0;
    }

    @Override
    public End ran(DrawnNode node, int child, List<@Nullable Object> inputs, @Nullable Object good) {
        if (!exists(node, child)) {
            return UNBORN;
        }
        State state = view.state(node.index(), child);
        int attempts = attempts(node, child);
        Storing storing = node.extras().storing();
        boolean found = storing == Storing.CACHE || storing == Storing.TARGET || seen.run.earlier != null;
        if (state instanceof State.Cached cached && found) {
            return new End("Cached", usedAgain(node, child, good, Made.key(cached)), attempts);
        }
        if (state instanceof State.TimedOut) {
            return timedOut(node, child, attempts);
        }
        return switch (node.kind()) {
            case APPROVAL -> answered(node, attempts);
            case SUBFLOW, FAN_OUT -> inside(node, child, inputs, attempts);
            case LOOP -> {
                LoopCheck.check(seen, node, inputs);
                yield called(node, child, inputs, attempts);
            }
            case TASK, LIST, MAP, FOR_EACH, MERGE, OPEN, CLOSE, DYNAMIC -> {
                reads(node, child, inputs);
                yield called(node, child, inputs, attempts);
            }
        };
    }

    private End timedOut(DrawnNode node, int child, int attempts) {
        boolean unanswered = node.kind() == Kind.APPROVAL
                && seen.answers(label(node, child)).stream().noneMatch(answer -> answer.taken);
        boolean possible = node.extras().timeout() > 0
                && (unanswered || attempts > node.use().retries());
        return new End(possible ? "TimedOut" : "anything but TimedOut", Missing.FAILED, attempts);
    }

    private void reads(DrawnNode node, int child, List<@Nullable Object> inputs) {
        for (Call call : seen.calls(node, child)) {
            if (!call.inputs.equals(inputs)) {
                seen.wrong(call + " reads " + call.inputs + " where it should read " + inputs);
            }
        }
    }

    private End called(DrawnNode node, int child, List<@Nullable Object> inputs, int attempts) {
        List<Call> calls = seen.calls(node, child);
        Call last = calls.isEmpty() ? null : calls.getLast();
        if (last == null || last.attempt != attempts) {
            return new End("with a call for each attempt", Missing.FAILED, attempts);
        }
        return switch (last.ending) {
            case RETURNED -> last.lost ? failed(node, attempts) : new End("Success", last.value, attempts);
            case LAUNCHED -> inside(node, child, inputs, attempts);
            case SKIPPED -> new End("Skipped", Missing.SKIPPED, attempts);
            case THREW -> failed(node, attempts);
            case OPEN, TURNED, ASKED_FOR_RETRY, ASKED_FOR_PAUSE ->
                last.lost ? failed(node, attempts) : new End("not after " + last.ending, Missing.FAILED, attempts);
        };
    }

    private static End failed(DrawnNode node, int attempts) {
        return End.failed(Math.max(attempts, node.use().retries() + 1));
    }

    /** An approval that ended has one of the answers that people gave; of several a later attempt's may be another. */
    private End answered(DrawnNode node, int attempts) {
        if (view.state(node.index(), -1) instanceof State.Failed && seen.run.mayLose()) {
            return End.failed(attempts); // it could not be stored
        }
        List<People.Answer> answers = seen.answers(node.name());
        RunView.Value value = view.result(node.index(), -1);
        if (answers.isEmpty()) {
            return new End("waiting for an answer", Missing.FAILED, attempts);
        }
        boolean known =
                value.present() && answers.stream().anyMatch(answer -> Objects.equals(answer.value, value.value()));
        return new End("Success", known ? value.value() : seen.run.people().answered(seen, node.name()), attempts);
    }

    /** A flow run that a task run is, is held against its own flow, and so says what the task run came to. */
    private End inside(DrawnNode node, int child, List<@Nullable Object> inputs, int attempts) {
        State state = view.state(node.index(), child);
        if (state instanceof State.Failed && seen.run.mayLose()) {
            return End.failed(attempts); // its record or its result could not be written
        }
        RunView within = view.flowRun(node.index(), child).orElse(null);
        String id = seen.runId + "." + label(node, child) + "." + attempts;
        if (within == null || !within.id().equals(id) || !within.state().isFinished()) {
            String is = within == null
                    ? "none"
                    : within.id() + ", which is " + within.state().name();
            return new End("one with a flow run " + id + " that ended, not " + is, Missing.FAILED, attempts);
        }
        FlowModel model = new RunCheck(seen.run.seen(id), within).model(inputs);
        if (!within.state().isSuccessful()) {
            return failed(node, attempts);
        }
        End last = model.end(node.block().last().index()).end();
        return last.hasValue()
                ? new End("Success", last.value(), attempts)
                : new End("Skipped", Missing.SKIPPED, attempts);
    }

    /** The value of a stored result that took the place of an attempt: what its function makes of what it reads now. */
    private @Nullable Object usedAgain(DrawnNode node, int child, @Nullable Object good, String key) {
        byte[] stored = seen.run.reads.get(key);
        Object value = stored == null ? null : Made.value(stored);
        Object expected = Lots.outcome(seen.drawn.lot(), node.index(), child) == Lots.Outcome.YIELDS_NULL ? null : good;
        boolean other = node.kind().calls() && node.kind() != Kind.DYNAMIC && !Objects.equals(value, expected);
        if (stored == null || other || !seen.run.made().contains(seen, node, child, value)) {
            seen.wrong(Call.label(node.name(), child) + " uses " + key + " again, which holds " + value
                    + ": no attempt made that of what it reads, which makes " + expected);
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
        return new End(late ? "TimedOut" : "Failed", Missing.FAILED, node.use().retries() + 1);
    }

    @Override
    public End seen(DrawnNode node, int child, End expected) {
        if (!exists(node, child)) {
            if (!(view.state(node.index(), -1) instanceof State.Cancelled)) {
                seen.wrong(node.name() + " has no child " + child);
            }
            return UNBORN;
        }
        State state = view.state(node.index(), child);
        String label = label(node, child);
        int attempts = attempts(node, child);
        if (state instanceof State.Cancelled) {
            if (!mayBeCancelled()) {
                seen.wrong(label + " is cancelled, and nobody asked for that");
            }
            boolean partly = child < 0 && view.width(node.index()) >= 0; // a list of those children that were not
            return new End("Cancelled", partly ? expected.value() : Missing.FAILED, attempts);
        }
        boolean kept = isKept(node, child);
        boolean partly = mayBeCancelled() && node.mapped() && child < 0;
        if (!state.name().equals(expected.state()) && !partly) {
            seen.wrong(label + " is " + state.name() + " and should be " + expected.state());
        }
        if (attempts != expected.attempts() && !partly && !kept) {
            seen.wrong(label + " took " + attempts + " attempts and should have taken " + expected.attempts());
        }
        value(node, child, expected, kept);
        return new End(state.name(), expected.value(), attempts);
    }

    private void value(DrawnNode node, int child, End expected, boolean kept) {
        String label = label(node, child);
        RunView.Value value = node.kind().valued() ? view.result(node.index(), child) : RunView.Value.ABSENT;
        if (value.present() && !Objects.equals(value.value(), expected.hasValue() ? expected.value() : null)) {
            seen.wrong(label + " has the value " + value.value() + " and should have " + expected.value());
        }
        if (value.present()
                && view.state(node.index(), child) instanceof State.Success
                && !kept
                && expected.value() instanceof String
                && node.kind() == Kind.TASK) {
            fromLastAttempt(label, value.value(), seen.calls(node, child).getLast());
        }
    }

    @SuppressWarnings("ReferenceEquality") // each attempt makes a value of its own
    private void fromLastAttempt(String label, @Nullable Object value, Call last) {
        if (value != last.value) {
            seen.wrong(label + " has a value that " + last + " did not make");
        }
    }
}
