package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.FlowModel.Role;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the changes of a run in their order, also of one that never came to its end, and holds them against the rules. */
final class HistoryCheck {
    private final SimRun run;
    private final Map<String, DrawnNode> nodes = new HashMap<>();
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private boolean stopping;
    private final Set<Integer> mapped = new HashSet<>();

    private HistoryCheck(SimRun run) {
        this.run = run;
        run.drawn.nodes().forEach(node -> nodes.put(run.name(node.index()), node));
    }

    static void check(SimRun run) {
        HistoryCheck check = new HistoryCheck(run);
        run.changes.forEach(check::change);
        run.calls.forEach(check::call);
    }

    private void change(StateChange change) {
        String label = change.taskLabel();
        State fresh = run.earlier == null ? State.Pending.NOW : change.from();
        State before = states.getOrDefault(label, fresh);
        boolean reopened = run.earlier != null && change.to() instanceof State.Pending && !attempts.containsKey(label);
        if (before.isFinished() && !reopened) {
            run.wrong(label + " was " + before.name() + " and became "
                    + change.to().name());
        }
        if (!before.equals(change.from())) {
            run.wrong(label + " became " + change.to().name() + " from "
                    + change.from().name() + " although it was " + before.name());
        }
        states.put(label, change.to());
        if (change.task().isEmpty()) {
            stopping |= change.to() instanceof State.Cancelling;
        } else if (stopping) {
            stopped(change);
        }
        DrawnNode node = nodes.get(change.task());
        if (node == null) {
            return;
        }
        if (change.to() instanceof State.Mapped) {
            mapped.add(node.index());
        }
        if (change.to() instanceof State.Running) {
            running(change, node);
        }
    }

    /** All were asked to stop: what ran stops, what did not run does not begin. */
    private void stopped(StateChange change) {
        if (change.to() instanceof State.Running) {
            run.wrong(change.taskLabel() + " begins after the run was cancelled");
        } else if (change.from() instanceof State.Running && !(change.to() instanceof State.Cancelling)) {
            run.wrong(change.taskLabel() + " became " + change.to().name() + " and was not asked to stop");
        }
    }

    private void running(StateChange change, DrawnNode node) {
        int attempt = attempts.merge(change.taskLabel(), 1, Integer::sum);
        long asked = run.calls.stream()
                .filter(call -> call.node.index() == node.index() && call.child == change.mapIndex())
                .filter(call ->
                        call.ending == Call.Ending.ASKED_FOR_RETRY || call.ending == Call.Ending.ASKED_FOR_PAUSE)
                .count();
        if (attempt > 1 + node.retries() + asked) {
            run.wrong(change.taskLabel() + " runs for the " + attempt + ". time with " + node.retries() + " retries");
        }
        run.order().before(node).forEach((index, role) -> {
            String upstream = run.name(index);
            boolean children = role == Role.CHILD_BY_CHILD && mapped.contains(index);
            String needed = !children ? upstream : change.mapIndex() < 0 ? "" : Call.label(upstream, change.mapIndex());
            boolean ended = run.kept(needed)
                    || states.getOrDefault(needed, State.Pending.NOW).isFinished();
            if (!needed.isEmpty() && !ended) {
                run.wrong(change.taskLabel() + " runs before " + needed + " ended");
            }
        });
    }

    /** What a call saw when it began, and what became of its result. */
    private void call(Call call) {
        for (Call early : call.early) {
            boolean counted = early.attempt == attempts.getOrDefault(early.label(), 0);
            if (counted && states.get(early.label()) instanceof State.Success) {
                run.wrong(call + " began before " + early + " had ended");
            }
        }
        int last = attempts.getOrDefault(call.label(), 0);
        if (call.published && (call.attempt < last || states.get(call.label()) instanceof State.TimedOut)) {
            run.wrong("the result of " + call + " was published although it came too late");
        }
    }
}
