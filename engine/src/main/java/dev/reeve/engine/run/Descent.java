package dev.reeve.engine.run;

import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flow run that an attempt is. While it goes on, the attempt has neither thread nor slot; whichever thread ends the
 * run then ends the attempt too.
 */
final class Descent implements Host.Parent {
    private final Loop loop;
    private final Attempt attempt;
    private final TaskContext context;
    private final @Nullable Object[] inputs;
    private volatile Time.@Nullable Alarm alarm;
    private volatile @Nullable LiveRun run;
    /** Whether the attempt's worker has left it to the run. Guarded by this. */
    private boolean left;
    /** Whether the run has ended. Guarded by this. */
    private boolean ended;
    /** What the run waits for a person with. */
    private volatile List<String> paused = List.of();
    /** Whether the run waits for a person; kept by the role's holder of the parent. */
    boolean resting;
    /** How many times it went on after that, as far as the parent was told; kept by the role's holder of the parent. */
    private long goings;

    private volatile @Nullable Throwable bug;

    Descent(Loop loop, Attempt attempt, TaskContext context, @Nullable Object[] inputs, Time.@Nullable Alarm alarm) {
        this.loop = loop;
        this.attempt = attempt;
        this.context = context;
        this.inputs = inputs;
        this.alarm = alarm;
    }

    /** Starts the run; true if it goes on when this returns, then it ends the attempt. */
    boolean begin(Launch launch) {
        loop.facts().host().launch(launch, context.label(), attempt.tries().attempt(), loop.restored(), this, begun -> {
            run = begun;
            loop.tell(new Told(told -> {
                told.limits.descends(attempt);
                if (told.descents.add(attempt, begun)) {
                    told.journal.began(attempt.node(), attempt.child, begun.id());
                }
            }));
            keepToLimit(begun);
            if (attempt.stopping()) {
                begun.cancel("its task was stopped", loop.steering().grace());
            }
        });
        synchronized (this) {
            left = !ended;
            return left;
        }
    }

    /** A run that goes on to wait for a person has no longer for it than it had. */
    private void keepToLimit(LiveRun begun) {
        Duration limit = attempt.planned.node().settings().timeout();
        Instant since = limit == null ? null : begun.waitsSince();
        Time.Alarm whole = alarm;
        if (limit != null && since != null && whole != null) {
            whole.cancel();
            alarm = loop.timeouts().expireAfter(attempt, limit, since);
        }
    }

    /** What stops the attempt once its time is up; null if it has as long as it takes. */
    Time.@Nullable Alarm alarm() {
        return alarm;
    }

    @Override
    public void rests(long going) {
        LiveRun resting = run;
        if (resting == null) {
            throw new IllegalStateException("a run rests before it began");
        }
        if (!resting.view().state().isFinished()) {
            paused = PausedTasks.names(resting.view());
            loop.tell(new Told(told -> {
                if (going >= goings && !attempt.stopping()) { // else it went on meanwhile, or is about to
                    told.descents.rests(attempt);
                    told.limits.rests(attempt);
                }
            }));
            return;
        }
        end();
    }

    private void end() {
        synchronized (this) {
            ended = true;
            if (!left) {
                return; // the worker goes on with it
            }
        }
        attempt.concludes(context, inputs, alarm);
        LiveRun over = run;
        boolean unattended = over != null && over.isStoodIn(); // so is the run around it
        loop.tell(new Told(told -> {
            told.departures.ascended(attempt);
            if (unattended) {
                loop.standIn(); // in the role, after it went on: who stands in for a run that rests leaves at once
            }
        }));
    }

    @Override
    public void goesOn(long going) {
        loop.tell(new Told(told -> {
            goings = going;
            loop.steering().goesOn(told, attempt);
        }));
    }

    @Override
    public void broke(Throwable defect) {
        bug = defect;
        end();
    }

    /** The tasks that wait for a person, by name. */
    List<String> paused() {
        return paused;
    }

    /** The value of the run, which has ended. */
    @Nullable
    Object value() {
        if (bug != null) {
            throw new IllegalStateException("the run loop of its flow run failed; this is a defect of the engine", bug);
        }
        LiveRun over = run;
        if (over == null) {
            throw new IllegalStateException("a run ended before it began");
        }
        RunView view = over.view();
        return Launch.value(view);
    }

    /** What the run, which has ended well, was made with beyond its parameters, as {@link Absences} tells it. */
    String made() {
        LiveRun over = run;
        return over == null ? "" : over.made();
    }

    /** Stops the run; not while a role is held, for in the caller's thread that does work. */
    void stop(String reason) {
        LiveRun begun = run;
        if (begun != null) {
            begun.cancel(reason, loop.steering().grace());
        }
    }
}
