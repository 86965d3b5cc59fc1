package dev.reeve.server.ledger;

import dev.reeve.graph.EdgeKind;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Upstreams;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the graph forbids, beyond what a single state does: nothing begins before what it depends on is written as ended,
 * no run ends while tasks that decide are not, none ends well over one that failed, and what is the server's to say no
 * runner says.
 */
final class Order {
    private final FlowStructure structure;
    private final Function<TaskKey, State> states;

    Order(FlowStructure structure, Function<TaskKey, State> states) {
        this.structure = structure;
        this.states = states;
    }

    @Nullable
    String forbids(State run, FlowEvent event) {
        return switch (event) {
            case FlowEvent.TasksFinished e -> run instanceof State.Active ? ending(e.reference()) : null;
            case FlowEvent.Planned e -> "when a run begins is for the server to say";
            case FlowEvent.Reopened e -> "a run is reopened by the server, not by who holds it";
            case FlowEvent.Started e -> null;
            case FlowEvent.Throttled e -> null;
            case FlowEvent.Stalled e -> null;
            case FlowEvent.Resumed e -> null;
            case FlowEvent.CancelRequested e -> null;
            case FlowEvent.Expired e -> null;
            case FlowEvent.Lost e -> null;
        };
    }

    /** Whoever says how the tasks ended that decide has to say what is written of them. */
    private @Nullable String ending(Upstreams said) {
        boolean failed = false;
        boolean cancelled = false;
        List<FlowStructure.Node> nodes = structure.tasks();
        for (int i = 0; i < nodes.size(); i++) {
            State state = states.apply(TaskKey.of(i));
            if (nodes.get(i).reference() && !state.isFinished()) {
                return "it cannot end: " + label(TaskKey.of(i)) + ", which decides how it ends, is " + state.name();
            }
            failed |= nodes.get(i).reference() && state.isFailed();
            cancelled |= nodes.get(i).reference() && state instanceof State.Cancelled;
        }
        if (failed != said.failed() > 0 || cancelled != said.cancelled() > 0) {
            return "it cannot end with " + said.words() + ": that is not what its tasks came to";
        }
        return null;
    }

    @Nullable
    String forbids(State run, TaskKey key, TaskEvent event, int epoch) {
        if (key.task() < 0 || key.task() >= structure.tasks().size() || key.index() < -1) {
            return "there is no task " + key.task() + " in this version of the flow, which has "
                    + structure.tasks().size();
        }
        if (event instanceof TaskEvent.Reopened reopened) {
            return reopened.epoch() == epoch
                    ? null
                    : label(key) + " is reopened for epoch " + reopened.epoch() + ", and this is " + epoch;
        }
        String why = key.child() ? strange(key) : null;
        if (why != null) {
            return why;
        }
        return switch (event) {
            case TaskEvent.Started e -> early(run, key);
            case TaskEvent.Reused e -> early(run, key);
            case TaskEvent.UpstreamsFinished e -> early(run, key);
            case TaskEvent.Expanded e -> early(run, key);
            case TaskEvent.ChildrenFinished e -> miscounted(key, e.children());
            case TaskEvent.OfAttempt e -> null;
            case TaskEvent.Due e -> null;
            case TaskEvent.Resumed e -> null;
            case TaskEvent.Throttled e -> null;
            case TaskEvent.CancelRequested e -> null;
            case TaskEvent.Abandoned e -> null;
            case TaskEvent.Reopened e -> null;
        };
    }

    /** A child that its node does not have. */
    private @Nullable String strange(TaskKey key) {
        FlowStructure.Node node = structure.tasks().get(key.task());
        State parent = states.apply(TaskKey.of(key.task()));
        if (!node.mapped() || !(parent instanceof State.Mapped mapped) || key.index() >= mapped.width()) {
            return "there is no " + label(key) + " now: \"" + node.name() + "\" is " + parent.name()
                    + (parent instanceof State.Mapped m ? " with " + m.width() + " children" : "");
        }
        return null;
    }

    /** What cannot begin yet. */
    private @Nullable String early(State run, TaskKey key) {
        if (run instanceof State.Unstarted && !(run instanceof State.Paused)) {
            return label(key) + " cannot begin: the run is " + run.name();
        }
        for (FlowStructure.Upstream upstream : structure.tasks().get(key.task()).upstreams()) {
            if (!ended(upstream, key)) {
                TaskKey above = TaskKey.of(upstream.task());
                return label(key) + " cannot begin: " + label(above) + ", on which it depends, is "
                        + states.apply(above).name();
            }
        }
        return null;
    }

    /** A child may begin once the child before it ended, and its node while that has children that run. */
    private boolean ended(FlowStructure.Upstream upstream, TaskKey key) {
        State state = states.apply(TaskKey.of(upstream.task()));
        if (state.isFinished()) {
            return true;
        }
        if (upstream.kind() != EdgeKind.EACH || !(state instanceof State.Mapped)) {
            return false;
        }
        return !key.child()
                || states.apply(new TaskKey(upstream.task(), key.index())).isFinished();
    }

    private @Nullable String miscounted(TaskKey key, Upstreams said) {
        if (!(states.apply(key) instanceof State.Mapped mapped)) {
            return null; // the step function refuses it
        }
        int failed = 0;
        int cancelled = 0;
        for (int i = 0; i < mapped.width(); i++) {
            TaskKey child = new TaskKey(key.task(), i);
            State state = states.apply(child);
            if (!state.isFinished()) {
                return label(key) + " cannot end: " + label(child) + " is " + state.name();
            }
            failed += state.isFailed() ? 1 : 0;
            cancelled += state instanceof State.Cancelled ? 1 : 0;
        }
        return failed == said.failed() && cancelled == said.cancelled() && mapped.width() == said.total()
                ? null
                : label(key) + " cannot end with " + said.words() + ": that is not what its children came to";
    }

    String label(TaskKey key) {
        String name = structure.tasks().get(key.task()).name();
        return "task \"" + name + (key.child() ? "[" + key.index() + "]" : "") + "\"";
    }
}
