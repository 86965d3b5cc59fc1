package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlow.Storing;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A run goes on with one whose end was told: what had ended well there does not run again, but for what depends on
 * something that did not, or on what is not stored, or on what another run may have stored in its place.
 */
final class ResumeCheck {
    private final SimRun run;
    private final Map<String, State> ends = new HashMap<>();
    private final Set<Integer> again = new HashSet<>();

    private ResumeCheck(SimRun run, SimRun earlier) {
        this.run = run;
        collect(earlier);
        for (DrawnNode node : run.drawn.nodes()) {
            boolean depends = run.order().before(node).keySet().stream().anyMatch(again::contains);
            if (depends || !endedWell(node) || mayBeElsewhere(node)) {
                again.add(node.index());
            }
        }
    }

    /** Checks the calls of a run; the disk keeps what it says it keeps. */
    static void check(SimRun run) {
        SimRun earlier = run.earlier;
        if (earlier == null || !earlier.endTold() || run.drawn.plain()) {
            return; // nobody was told how far it got, or nothing is stored
        }
        ResumeCheck check = new ResumeCheck(run, earlier);
        for (Call call : run.calls) {
            if (!check.again.contains(call.node.index())) {
                run.wrong(call + " runs although it had ended well: " + check.ends.get(call.label()));
            }
        }
    }

    private void collect(SimRun earlier) {
        if (earlier.earlier != null) {
            collect(earlier.earlier);
        }
        for (StateChange change : earlier.changes) {
            ends.put(change.taskLabel(), change.to());
        }
    }

    private boolean endedWell(DrawnNode node) {
        String name = run.name(node.index());
        return ends.getOrDefault(name, State.Pending.NOW).isSuccessful()
                && ends.entrySet().stream()
                        .filter(end -> end.getKey().startsWith(name + "["))
                        .allMatch(end -> end.getValue().isSuccessful());
    }

    private static boolean mayBeElsewhere(DrawnNode node) {
        Storing storing = node.extras().storing();
        return node.kind() == Kind.MERGE || storing == Storing.CACHE || storing == Storing.TARGET;
    }
}
