package dev.reeve.engine.run;

import dev.reeve.engine.text.Took;
import dev.reeve.state.FlowEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people and clocks do to a run that goes on: stop it, let what waits for them go on. Thread-safe where public. */
final class Steering {
    private final Loop loop;
    private final Alarms alarms;
    private final Settling<?> settling;
    /** Whether only a person can say how it goes on. Touched by the role's holder only. */
    private boolean paused;
    /** Why it is to stop as soon as it has begun; null if nobody asked. Touched by the role's holder only. */
    private @Nullable String early;
    /** How long who cancelled it gives what runs; null: nobody did. */
    private volatile @Nullable Duration given;

    Steering(Loop loop, Alarms alarms, Settling<?> settling) {
        this.loop = loop;
        this.alarms = alarms;
        this.settling = settling;
    }

    /** Ends what has not begun, stops what runs, and waits for that no longer than the grace period. */
    void cancel(String reason, Duration grace) {
        loop.tell(new Told(told -> {
            if (given == null) {
                given = grace;
            }
            if (told.begun()) {
                cancel(told, reason);
            } else { // a run that a task is; what it goes on with is not put down yet
                early = reason;
            }
        }));
    }

    private void cancel(Run run, String reason) {
        run.flow(new FlowEvent.CancelRequested(reason));
        stopAll(run, reason);
    }

    /** How long a task that was asked to stop is waited for. */
    Duration grace() {
        Duration own = given;
        return own == null ? loop.facts().host().grace() : own;
    }

    /** It has begun. Part of the role. */
    void begun(Run run) {
        String reason = early;
        if (reason != null) {
            cancel(run, reason);
        }
    }

    /** Stops the run when that time is up. Part of the role. */
    void deadline(Duration limit) {
        alarms.in(
                limit,
                () -> loop.tell(new Told(told -> {
                    told.flow(new FlowEvent.Expired(limit));
                    stopAll(told, "the run took longer than its deadline of " + Took.words(limit));
                    loop.standIn(); // for what closes resources, if it waited for a person
                })));
    }

    private void stopAll(Run stopping, String reason) {
        if (stopping.stopReason() != null || loop.isOver()) {
            return;
        }
        goOn();
        stopping.stopAll(reason);
        Duration wait = grace(); // for tasks that are stopped, and then again for cleanup
        String late = "did not stop within " + Took.words(wait);
        in(wait, first -> {
            abandon(first, late);
            in(
                    wait,
                    second -> { // what closes resources has had as long as the tasks before it
                        Cancellation.stopCleanup(
                                second, reason + "; the resource was not closed within " + Took.words(wait));
                        in(wait, third -> abandon(third, late));
                    });
        });
    }

    private void in(Duration wait, Consumer<Run> then) {
        alarms.in(wait, () -> loop.tell(new Told(then)));
    }

    private void abandon(Run run, String reason) {
        Cancellation.abandonAll(run, reason).forEach(loop.timeouts()::abandoned);
    }

    /**
     * Lets task runs of that node that wait for a person go on: that child, or all of them if it is -1.
     *
     * @throws IllegalStateException if none does
     */
    void answer(int v, int child, Answer said) {
        Answer answer = said.toldBy(loop.shelf(), alone(v, child)); // not while the role is held: it may be large
        String refusal = loop.<@Nullable String>ask(told -> {
            boolean moved = PausedTasks.answer(told, v, child, answer);
            if (moved && paused) {
                goOn();
                told.flow(new FlowEvent.Resumed(answer.by()));
            }
            return moved ? null : PausedTasks.refusal(told, v);
        });
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
    }

    /** A text that no answer of another run, epoch, task or moment has. */
    private String alone(int v, int child) {
        return "answer to " + v + "[" + child + "] of run " + loop.facts().runId() + ", epoch "
                + loop.restored().epoch() + ", at " + loop.facts().time().now();
    }

    private void goOn() {
        if (paused) {
            paused = false;
            settling.reopen();
        }
    }

    /** A flow run that a task is goes on after it waited for a person. Part of the role. */
    void goesOn(Run run, Attempt attempt) {
        run.descents.goesOn(attempt);
        run.limits.goesOn(attempt);
        goesOn(run, "flow run of task " + attempt.planned.node().name());
    }

    /** The run goes on after it waited for a person, if it did. Part of the role. */
    void goesOn(Run run, String by) {
        if (paused && !run.flowState().isFinished()) {
            goOn();
            run.flow(new FlowEvent.Resumed(by));
        }
    }

    /** Nothing goes on, nothing waits for a time: only a person can say how it goes on. Whether that is news. */
    boolean stall(Run run) {
        if (paused || run.flowState().isFinished()) {
            return false;
        }
        paused = true;
        List<String> names = PausedTasks.names(run);
        run.flow(new FlowEvent.Stalled("waits for a person: " + String.join(", ", names)));
        return true;
    }
}
