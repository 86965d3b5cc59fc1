package dev.reeve.state;

import dev.reeve.state.State.Cancelled;
import dev.reeve.state.State.Cancelling;
import dev.reeve.state.State.Crashed;
import dev.reeve.state.State.Failed;
import dev.reeve.state.State.Finished;
import dev.reeve.state.State.Mapped;
import dev.reeve.state.State.Paused;
import dev.reeve.state.State.Pending;
import dev.reeve.state.State.Queued;
import dev.reeve.state.State.Retrying;
import dev.reeve.state.State.Running;
import dev.reeve.state.State.Scheduled;
import dev.reeve.state.State.Success;
import dev.reeve.state.State.TimedOut;
import dev.reeve.state.Step.Moved;
import dev.reeve.state.Step.Refused;

/**
 * The one place where the state of a flow run changes. Pure and total, like {@link TaskStep}. A flow run is never
 * Retrying or Mapped: in those states every event is refused.
 */
public final class FlowStep {
    private static final Moved STARTED = new Moved(Running.FIRST, Effect.RUN);

    private FlowStep() {}

    /** What {@code event} makes of {@code state}. */
    public static Step step(State state, FlowEvent event) {
        // What every run comes to is asked for first: a process that needs no switch over types starts sooner.
        if (state instanceof Pending && event instanceof FlowEvent.Started) {
            return STARTED;
        }
        if (state instanceof Running && event instanceof FlowEvent.TasksFinished e) {
            return end(fromReferenceTasks(e.reference()));
        }
        return switch (state) {
            case Pending s -> unstarted(state, event);
            case Scheduled s -> unstarted(state, event);
            case Queued s -> unstarted(state, event);
            case Paused s -> paused(s, event);
            case Running s -> running(s, event);
            case Cancelling s -> cancelling(s, event);
            case Retrying s -> refuse(state, event);
            case Mapped s -> refuse(state, event);
            case Finished s -> event instanceof FlowEvent.Reopened ? move(Pending.NOW) : refuse(state, event);
        };
    }

    private static Step unstarted(State state, FlowEvent event) {
        return switch (event) {
            case FlowEvent.Planned e -> move(new Scheduled(e.due()));
            case FlowEvent.Throttled e -> move(new Queued(Tries.FIRST, e.reason()));
            case FlowEvent.Started e -> STARTED;
            case FlowEvent.CancelRequested e -> end(new Cancelled(e.reason()));
            case FlowEvent.Lost e -> end(new Crashed(e.reason(), 0));
            case FlowEvent.TasksFinished e -> refuse(state, event);
            case FlowEvent.Stalled e -> refuse(state, event);
            case FlowEvent.Resumed e -> refuse(state, event);
            case FlowEvent.Expired e -> refuse(state, event);
            case FlowEvent.Reopened e -> refuse(state, event);
        };
    }

    private static Step paused(Paused state, FlowEvent event) {
        return switch (event) {
            case FlowEvent.Resumed e -> new Moved(Running.FIRST, Effect.RUN);
            case FlowEvent.CancelRequested e -> end(new Cancelled(e.reason()));
            case FlowEvent.Expired e -> end(new TimedOut(e.limit(), 1));
            case FlowEvent.Lost e -> end(new Crashed(e.reason(), 1));
            case FlowEvent.Planned e -> refuse(state, event);
            case FlowEvent.Throttled e -> refuse(state, event);
            case FlowEvent.Started e -> refuse(state, event);
            case FlowEvent.TasksFinished e -> refuse(state, event);
            case FlowEvent.Stalled e -> refuse(state, event);
            case FlowEvent.Reopened e -> refuse(state, event);
        };
    }

    private static Step running(Running state, FlowEvent event) {
        return switch (event) {
            case FlowEvent.TasksFinished e -> end(fromReferenceTasks(e.reference()));
            case FlowEvent.Stalled e -> move(new Paused(Tries.FIRST, e.reason(), null));
            case FlowEvent.CancelRequested e -> new Moved(new Cancelling(Tries.FIRST, e.reason()), Effect.INTERRUPT);
            case FlowEvent.Expired e -> end(new TimedOut(e.limit(), 1));
            case FlowEvent.Lost e -> end(new Crashed(e.reason(), 1));
            case FlowEvent.Planned e -> refuse(state, event);
            case FlowEvent.Throttled e -> refuse(state, event);
            case FlowEvent.Started e -> refuse(state, event);
            case FlowEvent.Resumed e -> refuse(state, event);
            case FlowEvent.Reopened e -> refuse(state, event);
        };
    }

    /** A failure outranks a cancelled task, and that outranks success: neither is hidden by what ended well. */
    private static State fromReferenceTasks(Upstreams reference) {
        if (reference.failed() > 0) {
            return new Failed(
                    Failure.because(reference.failed() + " of " + reference.total() + " reference tasks failed"), 1);
        }
        if (reference.cancelled() > 0) {
            return new Cancelled(
                    reference.cancelled() + " of " + reference.total() + " reference tasks were cancelled");
        }
        return new Success("all reference tasks succeeded");
    }

    private static Step cancelling(Cancelling state, FlowEvent event) {
        return switch (event) {
            case FlowEvent.TasksFinished e -> end(new Cancelled(state.reason()));
            case FlowEvent.CancelRequested e -> new Moved(state, Effect.INTERRUPT);
            case FlowEvent.Expired e -> end(new Cancelled(state.reason()));
            case FlowEvent.Stalled e -> end(new Cancelled(state.reason()));
            case FlowEvent.Lost e -> end(new Cancelled(state.reason() + "; then " + e.reason()));
            case FlowEvent.Planned e -> refuse(state, event);
            case FlowEvent.Throttled e -> refuse(state, event);
            case FlowEvent.Started e -> refuse(state, event);
            case FlowEvent.Resumed e -> refuse(state, event);
            case FlowEvent.Reopened e -> refuse(state, event);
        };
    }

    private static Step move(State next) {
        return new Moved(next, Effect.NONE);
    }

    private static Step end(State next) {
        return new Moved(next, Effect.FINISH);
    }

    private static Step refuse(State state, FlowEvent event) {
        return new Refused("a flow run that is " + state.name() + " takes no " + event);
    }
}
