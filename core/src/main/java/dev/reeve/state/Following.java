package dev.reeve.state;

import dev.reeve.state.State.Cached;
import dev.reeve.state.State.Cancelled;
import dev.reeve.state.State.Cancelling;
import dev.reeve.state.State.Crashed;
import dev.reeve.state.State.Failed;
import dev.reeve.state.State.Mapped;
import dev.reeve.state.State.Paused;
import dev.reeve.state.State.Pending;
import dev.reeve.state.State.Queued;
import dev.reeve.state.State.Retrying;
import dev.reeve.state.State.Running;
import dev.reeve.state.State.Scheduled;
import dev.reeve.state.State.Skipped;
import dev.reeve.state.State.Success;
import dev.reeve.state.State.TimedOut;
import dev.reeve.state.State.TriggerFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * By which event one state follows another, for who is told states and has to know whether they may follow: there is an
 * event if and only if the step functions lead from the one to the other. Pure.
 */
public final class Following {
    private Following() {}

    /**
     * An event that leads from one state of a task run to the other. What only user code knew (a trigger's verdict, a
     * rule for retries) is taken from the state that it led to.
     *
     * @param children how the children of a mapped node ended, if that is what {@code to} is about
     */
    public static Optional<TaskEvent> task(TaskPolicy policy, State from, State to, Instant at, Upstreams children) {
        return taskEvents(from, to, at, children).stream()
                .filter(event -> TaskStep.step(policy, from, event, at) instanceof Step.Moved moved
                        && moved.next().equals(to))
                .findFirst();
    }

    /**
     * An event that leads from one state of a flow run to the other, of the kinds that happen where it runs.
     *
     * @param reference how the tasks ended that decide
     */
    public static Optional<FlowEvent> flow(State from, State to, Upstreams reference) {
        return flowEvents(from, to, reference).stream()
                .filter(event -> FlowStep.step(from, event) instanceof Step.Moved moved
                        && moved.next().equals(to))
                .findFirst();
    }

    private static List<TaskEvent> taskEvents(State from, State to, Instant at, Upstreams children) {
        int attempt = attempt(from);
        TaskEvent all = new TaskEvent.ChildrenFinished(children);
        return switch (to) {
            case Pending s -> List.of();
            case Scheduled s -> List.of();
            case Queued s ->
                List.of(
                        TaskEvent.UpstreamsFinished.ALL_WELL,
                        TaskEvent.Due.NOW,
                        new TaskEvent.Resumed(""),
                        new TaskEvent.Throttled(s.reason()),
                        new TaskEvent.Turned(attempt));
            case Paused s ->
                List.of(
                        admitted(new Verdict.Hold(s.reason())),
                        new TaskEvent.PauseRequested(attempt, s.reason(), s.until()));
            case Retrying s ->
                List.of(
                        new TaskEvent.Lost(attempt, s.cause(), after(at, s.due())),
                        new TaskEvent.RetryRequested(attempt, s.due(), s.cause()));
            case Running s -> List.of(TaskEvent.Started.of(s.tries().attempt()));
            case Mapped s -> List.of(new TaskEvent.Expanded(s.width()));
            case Cancelling s -> List.of(new TaskEvent.CancelRequested(s.reason()));
            case Success s -> List.of(new TaskEvent.Returned(attempt, s.message()), all);
            case Cached s -> List.of(new TaskEvent.Reused(attempt, s.source()));
            case Skipped s ->
                List.of(admitted(new Verdict.Skip(s.reason())), new TaskEvent.SkipRequested(attempt, s.reason()), all);
            case Failed s -> List.of(new TaskEvent.Threw(attempt, s.failure(), RetryVerdict.NO), all);
            case TimedOut s -> List.of(new TaskEvent.Expired(attempt, s.limit(), RetryVerdict.NO));
            case TriggerFailed s -> List.of(admitted(new Verdict.Fail(s.reason())));
            case Crashed s -> List.of(new TaskEvent.Lost(attempt, s.reason(), RetryVerdict.NO));
            case Cancelled s -> List.of(new TaskEvent.CancelRequested(s.reason()), stopped(from, s), all);
        };
    }

    private static TaskEvent admitted(Verdict verdict) {
        return new TaskEvent.UpstreamsFinished(Upstreams.NONE, verdict, null);
    }

    /** The retry that leads from one time to the other; a wait that is over at once if that lies before. */
    private static RetryVerdict after(Instant at, Instant due) {
        return due.isBefore(at) ? RetryVerdict.AT_ONCE : RetryVerdict.after(Duration.between(at, due));
    }

    /** A cancelled attempt came to its end, or nobody waits for that any longer. */
    private static TaskEvent stopped(State from, Cancelled to) {
        if (from instanceof Cancelling asked && to.reason().startsWith(asked.reason() + "; ")) {
            return new TaskEvent.Abandoned(to.reason().substring(asked.reason().length() + 2));
        }
        return TaskEvent.Returned.of(attempt(from));
    }

    /** The attempt that an event has to name; 1 where none is under way. */
    private static int attempt(State state) {
        return switch (state) {
            case Queued s -> s.tries().attempt();
            case Running s -> s.tries().attempt();
            case Cancelling s -> s.tries().attempt();
            case Pending s -> 1;
            case Scheduled s -> 1;
            case Paused s -> 1;
            case Retrying s -> 1;
            case Mapped s -> 1;
            case State.Finished s -> 1;
        };
    }

    private static List<FlowEvent> flowEvents(State from, State to, Upstreams reference) {
        FlowEvent all = new FlowEvent.TasksFinished(reference);
        return switch (to) {
            case Pending s -> List.of();
            case Scheduled s -> List.of();
            case Queued s -> List.of(new FlowEvent.Throttled(s.reason()));
            case Paused s -> List.of(new FlowEvent.Stalled(s.reason()));
            case Retrying s -> List.of();
            case Running s -> List.of(new FlowEvent.Started(), new FlowEvent.Resumed(""));
            case Mapped s -> List.of();
            case Cancelling s -> List.of(new FlowEvent.CancelRequested(s.reason()));
            case Success s -> List.of(all);
            case Cached s -> List.of();
            case Skipped s -> List.of();
            case Failed s -> List.of(all);
            case TimedOut s -> List.of(new FlowEvent.Expired(s.limit()));
            case TriggerFailed s -> List.of();
            case Crashed s -> List.of(new FlowEvent.Lost(s.reason()));
            case Cancelled s -> List.of(new FlowEvent.CancelRequested(s.reason()), all, lost(from, s));
        };
    }

    /** A run that was asked to stop was lost before it did. */
    private static FlowEvent lost(State from, Cancelled to) {
        boolean lost = from instanceof Cancelling asked && to.reason().startsWith(asked.reason() + "; then ");
        return new FlowEvent.Lost(
                lost ? to.reason().substring(((Cancelling) from).reason().length() + 7) : to.reason());
    }
}
