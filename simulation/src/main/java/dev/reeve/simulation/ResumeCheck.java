package dev.reeve.simulation;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlow.Storing;
import dev.reeve.simulation.flow.Roles;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A run goes on with one whose end was told: what had ended well there does not run again, but for what depends on
 * something that did not, or on what is not stored or was deleted, or on what another run may have stored in its place. The same holds
 * in the flow runs that its tasks are, and for the turns of its loops.
 */
final class ResumeCheck {
    private final Seen seen;
    private final Seen earlier;
    private final Map<String, State> ends = new HashMap<>();
    /** What may run again. */
    private final Set<Integer> again = new HashSet<>();
    /** What may run again because of what is before it. */
    private final Set<Integer> depends = new HashSet<>();
    /** What may run again for nothing but that some of its children had not ended well: the others stay. */
    private final Set<Integer> partly = new HashSet<>();
    /** The task that was asked for, and the child of it; empty if none was. */
    private final String asked;

    private ResumeCheck(Seen seen, Seen earlier) {
        this.seen = seen;
        this.earlier = earlier;
        this.asked = seen.drawn.path().isEmpty() ? seen.run.from() : "";
        collect(earlier);
        Set<Integer> before = new HashSet<>();
        for (DrawnNode node : seen.drawn.nodes().reversed()) {
            if (isAsked(node) || before.contains(node.index())) {
                before.addAll(seen.before(node).keySet());
            }
        }
        for (DrawnNode node : seen.drawn.nodes()) {
            if (seen.before(node).keySet().stream().anyMatch(again::contains)) {
                depends.add(node.index());
            }
            boolean whole = asked.isEmpty() || seen.run.mayBeAsked.contains("");
            boolean ended = whole || before.contains(node.index()) ? endedWell(node) : ended(node);
            boolean anew = depends.contains(node.index())
                    || isAsked(node)
                    || mayBeAsked(node)
                    || mayBeElsewhere(node)
                    || isLost(node);
            if (anew || !ended) {
                again.add(node.index());
            }
            if (!anew && !ended) {
                partly.add(node.index());
            }
        }
    }

    /** Checks the runs of tasks in a run; the disk keeps what it says it keeps. */
    static void check(SimRun run) {
        if (run.earlier == null
                || !run.earlier.endTold()
                || run.drawn.plain()
                || run.everySeen().isEmpty()) {
            return; // nobody was told how far it got, or nothing is stored
        }
        Seen top = run.top();
        if (top.earlier != null) {
            new ResumeCheck(top, top.earlier).check();
        }
    }

    private void check() {
        for (StateChange change : seen.changes) {
            DrawnNode node = seen.node(change.task());
            if (node != null && change.to() instanceof State.Running && stays(node, change) && !reopens(node)) {
                seen.wrong(change.taskLabel() + " runs although it had ended well: " + ends.get(change.taskLabel()));
            }
        }
        for (DrawnNode node : seen.drawn.nodes()) {
            if (isAsked(node) && seen.endTold() && seen.kept(asked) && seen.kept(seen.name(node))) {
                seen.wrong(asked + " was asked to run again, and does not");
            }
            if (depends.contains(node.index()) || isAsked(node)) {
                continue;
            }
            boolean goesOn = !endedWell(node) && !isLost(node); // else how far it got is forgotten
            boolean planned = !seen.run.mayBeAsked.isEmpty(); // and killed: nobody knows why, so a loop begins anew
            if (node.kind() == Kind.LOOP && goesOn && !planned) {
                LoopCheck.repeats(seen, earlier, node);
            } else if (node.kind().launches()) {
                inside(node);
            }
        }
    }

    private boolean stays(DrawnNode node, StateChange change) {
        boolean child = partly.contains(node.index()) && change.mapIndex() >= 0;
        State end = ends.getOrDefault(change.taskLabel(), State.Pending.NOW);
        return child ? end.isSuccessful() : !again.contains(node.index());
    }

    /** The flow runs that a task goes on with that is given what it was given. */
    private void inside(DrawnNode node) {
        String begins = seen.runId + "." + node.name();
        for (Seen within : seen.run.everySeen()) {
            boolean own = within.runId.startsWith(begins)
                    && within.drawn.path().equals(node.block().path())
                    && within.runId.indexOf('.', begins.length() + 1) == within.runId.lastIndexOf('.');
            Seen before = within.earlier;
            if (own && before != null && ended(before)) {
                new ResumeCheck(within, before).check();
            }
        }
    }

    private static boolean ended(Seen flowRun) {
        return !flowRun.changes.isEmpty()
                && flowRun.changes.stream()
                        .filter(change -> change.task().isEmpty())
                        .reduce((one, later) -> later)
                        .map(change -> change.to().isFinished())
                        .orElse(false);
    }

    /** A resource that is opened again for what runs again: who does not run again does not do so for that. */
    private boolean reopens(DrawnNode node) {
        return node.kind() == Kind.OPEN
                && seen.drawn.nodes().stream()
                        .filter(other -> other.kind() == Kind.CLOSE && again.contains(other.index()))
                        .anyMatch(close -> Roles.read(close.inputs().getFirst()).contains(node.index()));
    }

    private boolean isAsked(DrawnNode node) {
        return names(asked, node);
    }

    /** Whether somebody asked for it of whom nothing else was seen. */
    private boolean mayBeAsked(DrawnNode node) {
        return seen.drawn.path().isEmpty() && seen.run.mayBeAsked.stream().anyMatch(label -> names(label, node));
    }

    /** Whether a label is that of the node or of a child of it. */
    private boolean names(String label, DrawnNode node) {
        String name = seen.name(node);
        return label.equals(name) || label.startsWith(name + "[");
    }

    private void collect(Seen from) {
        if (from.earlier != null) {
            collect(from.earlier);
        }
        Set<String> unmapped = new HashSet<>();
        for (StateChange change : from.changes) {
            ends.put(change.taskLabel(), change.to());
            if (change.mapIndex() < 0 && change.to() instanceof State.Pending) {
                unmapped.add(change.task());
            } else if (change.to() instanceof State.Mapped) {
                unmapped.remove(change.task());
            }
        }
        // which of the children were to run again is not seen before it has them again, and holds for the next run, too
        ends.replaceAll((label, end) -> {
            int bracket = label.endsWith("]") ? label.lastIndexOf('[') : -1;
            return bracket >= 0 && unmapped.contains(label.substring(0, bracket)) ? State.Pending.NOW : end;
        });
    }

    private boolean endedWell(DrawnNode node) {
        return all(node, false);
    }

    private boolean ended(DrawnNode node) {
        return all(node, true);
    }

    private boolean all(DrawnNode node, boolean anyhow) {
        String name = seen.name(node);
        State own = ends.getOrDefault(name, State.Pending.NOW);
        return good(own, anyhow)
                && ends.entrySet().stream()
                        .filter(end -> end.getKey().startsWith(name + "["))
                        .allMatch(end -> good(end.getValue(), anyhow));
    }

    private static boolean good(State state, boolean anyhow) {
        return state.isSuccessful() || anyhow && state.isFinished();
    }

    /** Whether a result of it was deleted, or how far it got. */
    private boolean isLost(DrawnNode node) {
        String mine = "runs/" + seen.runId + "/" + seen.name(node) + "/";
        return seen.run.lost.stream().anyMatch(key -> key.startsWith(mine));
    }

    private static boolean mayBeElsewhere(DrawnNode node) {
        Storing storing = node.extras().storing();
        return node.kind() == Kind.MERGE
                || node.kind().launches() // the record of its flow run has what it came to
                || storing == Storing.CACHE
                || storing == Storing.TARGET;
    }
}
