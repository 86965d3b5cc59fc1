package dev.reeve.state;

import dev.reeve.state.State.Cached;
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
import dev.reeve.state.State.Skipped;
import dev.reeve.state.State.Success;
import dev.reeve.state.State.TimedOut;
import dev.reeve.state.State.TriggerFailed;
import dev.reeve.state.Step.Moved;
import dev.reeve.state.Step.Refused;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the state of a task run changes. Pure and total: it reads no clock, throws nothing, and
 * answers every event in every state, if only with a refusal.
 */
public final class TaskStep {
    private static final Moved RUN_FIRST = new Moved(Queued.FIRST, Effect.RUN);
    private static final Moved RUNS_FIRST = new Moved(Running.FIRST, Effect.NONE);
    private static final Moved SUCCEEDED = new Moved(Success.PLAIN, Effect.FINISH);

    private TaskStep() {}

    /** What {@code event} makes of {@code state}, for a task with that policy, at that time. */
    public static Step step(TaskPolicy policy, State state, TaskEvent event, Instant now) {
        // What every task comes to is asked for first: a process that needs no switch over types starts sooner.
        if (state instanceof Running s && event instanceof TaskEvent.Returned e) {
            return returned(s, e);
        }
        if (state instanceof Queued s && event instanceof TaskEvent.Started e) {
            return started(s, e);
        }
        if (state instanceof Pending && event instanceof TaskEvent.UpstreamsFinished e) {
            return admit(policy, e);
        }
        return switch (state) {
            case Pending s -> pending(policy, s, event);
            case Scheduled s -> waiting(s, Tries.FIRST, s.due(), event, now);
            case Queued s -> queued(s, event);
            case Paused s -> waiting(s, s.tries(), s.until(), event, now);
            case Retrying s -> waiting(s, s.tries(), s.due(), event, now);
            case Running s -> running(policy, s, event, now);
            case Mapped s -> mapped(s, event);
            case Cancelling s -> cancelling(s, event);
            case Finished s -> finished(s, event);
        };
    }

    private static Step pending(TaskPolicy policy, Pending state, TaskEvent event) {
        return switch (event) {
            case TaskEvent.UpstreamsFinished e -> admit(policy, e);
            case TaskEvent.Expanded e -> new Moved(new Mapped(e.width()), Effect.NONE);
            case TaskEvent.CancelRequested e -> end(new Cancelled(e.reason()));
            case TaskEvent.OfAttempt e -> refuse(state, event);
            case TaskEvent.Due e -> refuse(state, event);
            case TaskEvent.Resumed e -> refuse(state, event);
            case TaskEvent.Throttled e -> refuse(state, event);
            case TaskEvent.ChildrenFinished e -> refuse(state, event);
            case TaskEvent.Abandoned e -> refuse(state, event);
            case TaskEvent.Reopened e -> refuse(state, event);
        };
    }

    /**
     * Whether a node whose upstreams ended runs. Trouble upstream is decided by the trigger alone, before any
     * skip: else a skip beside a failure would hide the failure.
     */
    private static Step admit(TaskPolicy policy, TaskEvent.UpstreamsFinished event) {
        Upstreams upstreams = event.upstreams();
        if (!upstreams.troubled() && policy.skipRule().skips(upstreams)) {
            return end(new Skipped(upstreams.words()));
        }
        if (event.verdict() instanceof Verdict.Pass) {
            return admitted(event);
        }
        return switch (event.verdict()) {
            case Verdict.Fail v -> end(new TriggerFailed(v.reason()));
            case Verdict.Skip v -> end(new Skipped(v.reason()));
            case Verdict.Hold v ->
                event.closed() != null
                        ? end(new Skipped(event.closed()))
                        : new Moved(new Paused(Tries.FIRST, v.reason(), null), Effect.NONE);
            case Verdict.Pass v -> admitted(event);
        };
    }

    private static Step admitted(TaskEvent.UpstreamsFinished event) {
        return event.closed() != null ? end(new Skipped(event.closed())) : RUN_FIRST;
    }

    /** Waits for a time, a person or both; no time ({@code due} is null) is ever due. */
    private static Step waiting(State state, Tries tries, @Nullable Instant due, TaskEvent event, Instant now) {
        return switch (event) {
            case TaskEvent.Due e -> due == null ? refuse(state, event) : due(state, tries, due, now);
            case TaskEvent.Resumed e ->
                state instanceof Paused ? new Moved(new Queued(tries, ""), Effect.RUN) : refuse(state, event);
            case TaskEvent.CancelRequested e -> end(new Cancelled(e.reason()));
            case TaskEvent.UpstreamsFinished e -> refuse(state, event);
            case TaskEvent.OfAttempt e -> refuse(state, event);
            case TaskEvent.Throttled e -> refuse(state, event);
            case TaskEvent.Expanded e -> refuse(state, event);
            case TaskEvent.ChildrenFinished e -> refuse(state, event);
            case TaskEvent.Abandoned e -> refuse(state, event);
            case TaskEvent.Reopened e -> refuse(state, event);
        };
    }

    /** Too early is the alarm of an earlier wait: it says nothing about this one, whose own may not be set yet. */
    private static Step due(State state, Tries tries, Instant due, Instant now) {
        return now.isBefore(due) ? new Moved(state, Effect.WAKE) : new Moved(new Queued(tries, ""), Effect.RUN);
    }

    private static Step queued(Queued state, TaskEvent event) {
        Tries tries = state.tries();
        if (event instanceof TaskEvent.OfAttempt of && of.attempt() != tries.attempt()) {
            return refuse(state, event);
        }
        return switch (event) {
            case TaskEvent.Started e -> started(state, e);
            case TaskEvent.Reused e -> end(new Cached(e.source()));
            case TaskEvent.Throttled e ->
                new Moved(new Queued(tries, e.reason()), e.reason().isEmpty() ? Effect.RUN : Effect.NONE);
            case TaskEvent.CancelRequested e -> end(new Cancelled(e.reason()));
            case TaskEvent.Expanded e -> new Moved(new Mapped(e.width()), Effect.NONE);
            case TaskEvent.Returned e -> refuse(state, event);
            case TaskEvent.Turned e -> refuse(state, event);
            case TaskEvent.Threw e -> refuse(state, event);
            case TaskEvent.Expired e -> refuse(state, event);
            case TaskEvent.Lost e -> refuse(state, event);
            case TaskEvent.SkipRequested e -> refuse(state, event);
            case TaskEvent.RetryRequested e -> refuse(state, event);
            case TaskEvent.PauseRequested e -> refuse(state, event);
            case TaskEvent.UpstreamsFinished e -> refuse(state, event);
            case TaskEvent.Due e -> refuse(state, event);
            case TaskEvent.Resumed e -> refuse(state, event);
            case TaskEvent.ChildrenFinished e -> refuse(state, event);
            case TaskEvent.Abandoned e -> refuse(state, event);
            case TaskEvent.Reopened e -> refuse(state, event);
        };
    }

    private static Step started(Queued state, TaskEvent.Started event) {
        Tries tries = state.tries();
        if (event.attempt() != tries.attempt()) {
            return refuse(state, event);
        }
        return tries.attempt() == 1 ? RUNS_FIRST : new Moved(new Running(tries), Effect.NONE);
    }

    private static Step running(TaskPolicy policy, Running state, TaskEvent event, Instant now) {
        Tries tries = state.tries();
        if (event instanceof TaskEvent.OfAttempt of && of.attempt() != tries.attempt()) {
            return refuse(state, event);
        }
        return switch (event) {
            case TaskEvent.Returned e -> returned(state, e);
            case TaskEvent.Turned e -> new Moved(new Queued(tries.afterTurn(), ""), Effect.RUN);
            case TaskEvent.Threw e ->
                mayRetry(policy, tries, e.retry())
                        ? retry(
                                tries.afterFailure(),
                                at(now, e.retry().delay()),
                                e.failure().oneLine())
                        : end(new Failed(e.failure(), tries.attempt()));
            case TaskEvent.Expired e ->
                mayRetry(policy, tries, e.retry())
                        ? retry(
                                tries.afterFailure(),
                                at(now, e.retry().delay()),
                                "took longer than " + StateWords.words(e.limit()))
                        : end(new TimedOut(e.limit(), tries.attempt()));
            case TaskEvent.Lost e ->
                mayRetry(policy, tries, e.retry())
                        ? retry(tries.afterFailure(), at(now, e.retry().delay()), e.reason())
                        : end(new Crashed(e.reason(), tries.attempt()));
            case TaskEvent.SkipRequested e -> end(new Skipped(e.reason()));
            case TaskEvent.RetryRequested e -> retry(tries.afterRequest(), e.at(), e.reason());
            case TaskEvent.PauseRequested e ->
                new Moved(
                        new Paused(tries.afterRequest(), e.reason(), e.until()),
                        e.until() == null ? Effect.NONE : Effect.WAKE);
            case TaskEvent.CancelRequested e -> new Moved(new Cancelling(tries, e.reason()), Effect.INTERRUPT);
            case TaskEvent.Started e -> refuse(state, event);
            case TaskEvent.Reused e -> refuse(state, event);
            case TaskEvent.UpstreamsFinished e -> refuse(state, event);
            case TaskEvent.Due e -> refuse(state, event);
            case TaskEvent.Resumed e -> refuse(state, event);
            case TaskEvent.Throttled e -> refuse(state, event);
            case TaskEvent.Expanded e -> refuse(state, event);
            case TaskEvent.ChildrenFinished e -> refuse(state, event);
            case TaskEvent.Abandoned e -> refuse(state, event);
            case TaskEvent.Reopened e -> refuse(state, event);
        };
    }

    private static Step returned(Running state, TaskEvent.Returned event) {
        if (event.attempt() != state.tries().attempt()) {
            return refuse(state, event);
        }
        return event.message().isEmpty() ? SUCCEEDED : end(new Success(event.message()));
    }

    private static Step mapped(Mapped state, TaskEvent event) {
        return switch (event) {
            case TaskEvent.ChildrenFinished e -> end(fromChildren(e.children()));
            case TaskEvent.CancelRequested e -> new Moved(state, Effect.NONE); // its children are asked one by one
            case TaskEvent.OfAttempt e -> refuse(state, event);
            case TaskEvent.UpstreamsFinished e -> refuse(state, event);
            case TaskEvent.Due e -> refuse(state, event);
            case TaskEvent.Resumed e -> refuse(state, event);
            case TaskEvent.Throttled e -> refuse(state, event);
            case TaskEvent.Expanded e -> refuse(state, event);
            case TaskEvent.Abandoned e -> refuse(state, event);
            case TaskEvent.Reopened e -> refuse(state, event);
        };
    }

    private static State fromChildren(Upstreams children) {
        if (children.failed() > 0) {
            return new Failed(Failure.because(children.failed() + " of " + children.total() + " children failed"), 1);
        }
        if (children.cancelled() > 0) {
            return new Cancelled(children.cancelled() + " of " + children.total() + " children were cancelled");
        }
        if (children.total() > 0 && children.skipped() == children.total()) {
            return new Skipped("all " + children.total() + " children were skipped");
        }
        return Success.PLAIN;
    }

    private static Step cancelling(Cancelling state, TaskEvent event) {
        if (event instanceof TaskEvent.OfAttempt of) {
            boolean ends = !(of instanceof TaskEvent.Started || of instanceof TaskEvent.Reused);
            return !ends || of.attempt() != state.tries().attempt()
                    ? refuse(state, event)
                    : end(new Cancelled(state.reason()));
        }
        return switch (event) {
            case TaskEvent.CancelRequested e -> new Moved(state, Effect.INTERRUPT);
            case TaskEvent.Abandoned e -> end(new Cancelled(state.reason() + "; " + e.reason()));
            case TaskEvent.OfAttempt e -> refuse(state, event);
            case TaskEvent.UpstreamsFinished e -> refuse(state, event);
            case TaskEvent.Due e -> refuse(state, event);
            case TaskEvent.Resumed e -> refuse(state, event);
            case TaskEvent.Throttled e -> refuse(state, event);
            case TaskEvent.Expanded e -> refuse(state, event);
            case TaskEvent.ChildrenFinished e -> refuse(state, event);
            case TaskEvent.Reopened e -> refuse(state, event);
        };
    }

    private static Step finished(Finished state, TaskEvent event) {
        return event instanceof TaskEvent.Reopened ? new Moved(Pending.NOW, Effect.NONE) : refuse(state, event);
    }

    private static boolean mayRetry(TaskPolicy policy, Tries tries, RetryVerdict retry) {
        return retry.wanted() && tries.failed() < policy.retries();
    }

    private static Step retry(Tries next, Instant due, String cause) {
        return new Moved(new Retrying(next, due, cause), Effect.WAKE);
    }

    /** {@code now + delay}, or the end of time where that cannot be told. */
    private static Instant at(Instant now, Duration delay) {
        Duration left = Duration.between(now, Instant.MAX);
        return delay.compareTo(left) > 0 ? Instant.MAX : now.plus(delay);
    }

    private static Step end(State state) {
        return new Moved(state, Effect.FINISH);
    }

    private static Step refuse(State state, TaskEvent event) {
        return new Refused("a task run that is " + state.name() + " takes no " + event);
    }
}
