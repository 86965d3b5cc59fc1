package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlowBuilder;
import dev.reeve.simulation.flow.Role;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the changes of a run in their order, also of one that never came to its end, and holds them against the rules. */
final class HistoryCheck {
    private final Seen seen;
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    /** Attempts that count for retries: of a loop those of the turn that goes on. */
    private final Map<String, Integer> counted = new HashMap<>();

    private final Map<Integer, List<Instant>> begins = new HashMap<>();
    private boolean stopping;
    private final Set<Integer> mapped = new HashSet<>();

    private HistoryCheck(Seen seen) {
        this.seen = seen;
    }

    static void check(SimRun run) {
        for (Seen seen : run.everySeen()) {
            HistoryCheck check = new HistoryCheck(seen);
            seen.changes.forEach(check::change);
            seen.calls.forEach(check::call);
        }
    }

    private void change(StateChange change) {
        String label = change.taskLabel();
        State fresh = seen.run.earlier == null ? State.Pending.NOW : change.from();
        State before = states.getOrDefault(label, fresh);
        boolean reopened =
                seen.run.earlier != null && change.to() instanceof State.Pending && !attempts.containsKey(label);
        if (before.isFinished() && !reopened) {
            seen.wrong(label + " was " + before.name() + " and became "
                    + change.to().name());
        }
        if (!before.equals(change.from())) {
            seen.wrong(label + " became " + change.to().name() + " from "
                    + change.from().name() + " although it was " + before.name());
        }
        states.put(label, change.to());
        DrawnNode node = seen.node(change.task());
        if (change.task().isEmpty()) {
            stopping |= change.to() instanceof State.Cancelling;
        } else if (stopping && (node == null || node.kind() != Kind.CLOSE)) {
            stopped(change);
        }
        if (node == null) {
            return;
        }
        if (change.to() instanceof State.Mapped) {
            mapped.add(node.index());
        }
        if (change.from() instanceof State.Running && change.to() instanceof State.Queued) {
            turned(label, node);
        }
        if (change.to() instanceof State.Running) {
            running(change, node);
        }
    }

    private void turned(String label, DrawnNode node) {
        if (node.kind() != Kind.LOOP) {
            seen.wrong(label + " is no loop, and runs again as if it were");
        }
        counted.put(label, 0);
    }

    /** All were asked to stop: what ran stops, what did not run does not begin. */
    private void stopped(StateChange change) {
        if (change.to() instanceof State.Running) {
            seen.wrong(change.taskLabel() + " begins after the run was cancelled");
        } else if (change.from() instanceof State.Running && !(change.to() instanceof State.Cancelling)) {
            seen.wrong(change.taskLabel() + " became " + change.to().name() + " and was not asked to stop");
        }
    }

    private void running(StateChange change, DrawnNode node) {
        attempts.merge(change.taskLabel(), 1, Integer::sum);
        int attempt = counted.merge(change.taskLabel(), 1, Integer::sum);
        long asked = seen.calls(node, change.mapIndex()).stream()
                .filter(call ->
                        call.ending == Call.Ending.ASKED_FOR_RETRY || call.ending == Call.Ending.ASKED_FOR_PAUSE)
                .count();
        asked += node.kind() == Kind.APPROVAL ? 1 : 0;
        if (attempt > 1 + node.use().retries() + asked) {
            seen.wrong(change.taskLabel() + " runs for the " + attempt + ". time with "
                    + node.use().retries() + " retries");
        }
        rate(change, node);
        seen.before(node).forEach((index, role) -> {
            String upstream = seen.name(index);
            boolean children = role == Role.CHILD_BY_CHILD && mapped.contains(index);
            String needed = !children ? upstream : change.mapIndex() < 0 ? "" : Call.label(upstream, change.mapIndex());
            boolean ended = seen.kept(needed)
                    || states.getOrDefault(needed, State.Pending.NOW).isFinished();
            if (!needed.isEmpty() && !ended) {
                seen.wrong(change.taskLabel() + " runs before " + needed + " ended");
            }
        });
    }

    /** No more begin within any span than the rate allows. */
    private void rate(StateChange change, DrawnNode node) {
        int most = node.extras().rate();
        List<Instant> all = begins.computeIfAbsent(node.index(), key -> new ArrayList<>());
        all.add(change.at());
        int first = all.size() - 1 - most;
        if (most > 0
                && first >= 0
                && all.get(first).plus(DrawnFlowBuilder.RATE_SPAN).isAfter(change.at())) {
            seen.wrong(change.taskLabel() + " begins too soon for a rate of " + most);
        }
    }

    /** What a call saw when it began, and what became of its result. */
    private void call(Call call) {
        for (Call early : call.early) {
            boolean current = early.attempt == attempts.getOrDefault(early.label(), 0);
            if (current && states.get(early.label()) instanceof State.Success) {
                seen.wrong(call + " began before " + early + " had ended");
            }
        }
        int last = attempts.getOrDefault(call.label(), 0);
        boolean inTime = call.ending == Call.Ending.TURNED ? seen.turned(call) : call.attempt >= last;
        if (call.published
                && (call.attempt < last && !inTime
                        || states.get(call.label()) instanceof State.TimedOut && !seen.turned(call))) {
            seen.wrong("the result of " + call + " was published although it came too late");
        }
    }
}
