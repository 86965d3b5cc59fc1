package dev.reeve.engine.run;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.NodeSettings;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What holds the tasks of a run back beside the slots: units of named resources, how many with a tag go on at once, how
 * often they begin. A resource or tag that the run was given no number for is not limited. The numbers are those of the
 * {@link Account} that it shares with the runs it is part of. Touched by the role's holder only, but for what says so.
 */
final class Limits {
    private final Run run;
    private final @Nullable Account account;
    private final Map<Integer, Line> lines;
    private final Collection<Line> all;
    private final boolean rated;
    private boolean calling;
    private boolean closed;

    /** When it was served last, in the order of the account, which guards it. */
    long ticket;

    Limits(Run run, FlowGraph graph, Share share) {
        this.run = run;
        Lines made = concerns(graph) ? new Lines(this, graph, share) : null;
        this.account = made == null ? null : share.account();
        this.lines = made == null ? Map.of() : made.byNode();
        this.all = made == null ? List.of() : made.all();
        this.rated = anyHasWindows(all);
    }

    private static boolean concerns(FlowGraph graph) {
        for (GraphNode node : graph.nodes()) {
            NodeSettings settings = node.settings();
            if (!settings.requires().isEmpty()
                    || !settings.tags().isEmpty()
                    || settings.manner().rate() != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyHasWindows(Collection<Line> lines) {
        for (Line line : lines) {
            if (line.gate.hasWindows()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses a graph with a task that would wait for ever, also in flows that its tasks are, as far as they are known.
     *
     * @throws IllegalArgumentException naming the task, what it requires and what there is
     */
    static void check(FlowGraph graph, Map<String, Integer> limits) {
        if (limits.isEmpty()) {
            return;
        }
        for (GraphNode node : graph.nodes()) {
            node.settings().requires().forEach((resource, units) -> {
                Integer limit = limits.get(resource);
                if (limit != null && units > limit) {
                    throw new IllegalArgumentException("task \"" + node.name() + "\" of flow \"" + graph.name()
                            + "\" requires " + units + " of \"" + resource + "\", but the run has " + limit
                            + ": it would wait for ever. Nothing was run.");
                }
            });
            FlowGraph inner = Launch.known(node);
            if (inner != null) {
                check(inner, limits);
            }
        }
    }

    /** Whether some attempts are to begin at their time, and none is to be chosen before it can. */
    boolean rated() {
        return rated;
    }

    /** Takes what a task run needs to begin; if something is missing, it waits and this gives false. */
    boolean take(GraphNode node, int child) {
        Line line = lineOf(node);
        String missing = line == null ? null : account().take(line, entry(node, child), run.now());
        if (missing == null) {
            return true;
        }
        run.step(node.index(), child, new TaskEvent.Throttled(missing));
        return false;
    }

    /** One that was ready is not any more: if its turn had come, it is another one's. */
    void passed(GraphNode node, int child) {
        Line line = lineOf(node);
        if (line != null) {
            account().forget(line, entry(node, child), run.now());
        }
    }

    /** The attempt ended: gives back all that it still has. */
    void ended(Attempt attempt) {
        giveBack(attempt, Gate.ALL);
    }

    /** The attempt begins, on a worker. */
    void begins(Attempt attempt) {
        Line line = rated ? lineOf(attempt.planned.node()) : null;
        if (line != null && line.gate.hasWindows()) {
            account().begun(line, attempt.loop.facts().time().nanos());
        }
    }

    /** The attempt was chosen and will never begin, for the run ended before that. */
    void cancelled(Attempt attempt) {
        Line line = lineOf(attempt.planned.node());
        if (line != null) {
            account().cancelled(line, run.now());
        }
    }

    /** The attempt goes on as a flow run: what its own function took is free. */
    void descends(Attempt attempt) {
        giveBack(attempt, Gate.WORK);
    }

    /** The flow run that the attempt is waits for a person: meanwhile others may go on. */
    void rests(Attempt attempt) {
        giveBack(attempt, Gate.FLOW);
    }

    /** That flow run goes on, and is not stopped again for want of what it had before. */
    void goesOn(Attempt attempt) {
        Line line = lineOf(attempt.planned.node());
        if (line != null && (attempt.held & Gate.FLOW) == 0) {
            attempt.held |= Gate.FLOW;
            account().takeAgain(line, Gate.FLOW);
        }
    }

    private void giveBack(Attempt attempt, int parts) {
        int back = attempt.held & parts;
        attempt.held &= ~parts;
        Line line = lineOf(attempt.planned.node());
        if (line != null && back != 0) {
            account().giveBack(line, back, run.now());
        }
    }

    /** Whether a task run waits, which ends without a person's doing. */
    boolean waiting() {
        return !all.isEmpty() && account().waits(this);
    }

    /** Those that wait and are not to begin any more wait no longer. */
    void stopped() {
        if (!all.isEmpty()) {
            account().forget(this, this::isDead, false, run.now());
        }
    }

    /** The run ended. What it still has is given back when its last attempts end, which nobody waits for. */
    void close() {
        if (!all.isEmpty() && !closed) {
            closed = true;
            LongPredicate every = entry -> true;
            account().forget(this, every, true, run.now());
        }
    }

    private boolean isDead(long entry) {
        return !(run.state(nodeOf(entry), ReadyQueue.child(entry)) instanceof State.Queued);
    }

    /** Its turn has come. Called outside of its role. */
    void wake() {
        run.surroundings.tell(told -> told.limits.call());
    }

    /** Lets those ask again whose turn has come. */
    void call() {
        if (calling) {
            return; // the one that is at it sees to it
        }
        calling = true;
        boolean any = true;
        while (any) {
            any = false;
            for (Line line : all) {
                for (long entry = account().call(line);
                        entry != ReadyQueue.NONE;
                        entry = account().call(line)) {
                    any = true;
                    if (!run.move(nodeOf(entry), ReadyQueue.child(entry), new TaskEvent.Throttled(""))) {
                        account().forget(line, entry, run.now()); // it was cancelled
                    }
                }
            }
        }
        calling = false;
    }

    // ---- what the account asks, which guards it

    Collection<Line> lines() {
        return all;
    }

    boolean waits() {
        for (Line line : all) {
            if (!line.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The priority of a task run. Of what never changes. */
    int priority(long entry) {
        return run.graph.node(nodeOf(entry)).settings().manner().priority();
    }

    private int nodeOf(long entry) {
        return run.plan.nodeOfRank(ReadyQueue.rank(entry));
    }

    private long entry(GraphNode node, int child) {
        return ReadyQueue.entry(run.plan.rank(node.index()), child);
    }

    /** Only asked for where there are lines. */
    private Account account() {
        return Objects.requireNonNull(account, "no task of the run has a limit");
    }

    private @Nullable Line lineOf(GraphNode node) {
        return lines.isEmpty() ? null : lines.get(node.index());
    }
}
