package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.state.State;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At a moment when no thread has anything to do: a flow run in which nothing goes on but questions is Paused, with or
 * without a limit of time, and one in which something else goes on, or waits for a time, is not.
 */
final class PauseCheck {
    /** Who looks for a result that another run makes looks again after so many nanoseconds at most. */
    private static final long LOOKS = 500_000_000;

    private PauseCheck() {}

    static void check(SimRun run) {
        if (!run.process.alive() || run.process.isAboutToLook()) {
            return; // what happened may not have been told yet
        }
        for (Seen seen : run.everySeen()) {
            State state = seen.states().getOrDefault("", State.Pending.NOW);
            if (state instanceof State.Paused) {
                String goesOn = goesOn(seen);
                if (goesOn != null) {
                    seen.wrong("the flow run is Paused although " + goesOn + " goes on");
                }
            } else if (state instanceof State.Running
                    && run.earlier == null
                    && asks(seen)) { // of another one not all is seen
                if (run.world().quiet() > LOOKS && !run.isBusy() && goesOn(seen) == null) {
                    seen.wrong("the flow run is Running although only people can let it go on");
                }
            }
        }
    }

    private static boolean asks(Seen seen) {
        return seen.states().values().stream().anyMatch(State.Paused.class::isInstance);
    }

    /** A task run that needs no person to go on; null if there is none. */
    private static @Nullable String goesOn(Seen seen) {
        for (Map.Entry<String, State> entry : seen.states().entrySet()) {
            String label = entry.getKey();
            if (!label.isEmpty() && goesOn(seen, label, entry.getValue())) {
                return label;
            }
        }
        return null;
    }

    private static boolean goesOn(Seen seen, String label, State state) {
        DrawnNode node = seen.node(label.endsWith("]") ? label.substring(0, label.lastIndexOf('[')) : label);
        return switch (state) {
            case State.Pending s -> false;
            case State.Scheduled s -> false;
            case State.Mapped s -> false; // its children may
            case State.Finished s -> false;
            case State.Queued s -> true;
            case State.Retrying s -> true;
            case State.Cancelling s -> true;
            case State.Paused s -> s.until() != null && (node == null || node.kind() != Kind.APPROVAL);
            case State.Running s -> node == null || !restsInside(seen, node, label);
        };
    }

    /** Whether the task is a flow run that waits for a person, and no limit of time of the task's will end that. */
    private static boolean restsInside(Seen seen, DrawnNode node, String label) {
        Seen inside = seen.run.known(seen.runId + "." + label + "." + seen.attempts(label));
        return node.kind().launches()
                && node.extras().timeout() == 0
                && inside != null
                && inside.states().get("") instanceof State.Paused;
    }
}
