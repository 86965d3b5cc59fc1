package dev.reeve.engine.run;

import dev.reeve.engine.text.Took;
import dev.reeve.spi.Time;
import dev.reeve.state.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops attempts whose time is up, and says so in the log where one does not stop. Thread-safe. */
final class Timeouts {
    private final Loop loop;
    private final Time time;

    Timeouts(Loop loop) {
        this.loop = loop;
        this.time = loop.facts().time();
    }

    /** Stops an attempt once its time is up. */
    Time.Alarm expireAfter(Attempt attempt, Duration limit) {
        return time.at(Alarms.in(time, limit), () -> expire(attempt, limit));
    }

    /** Stops an attempt that began then once its time is up; at once if it is, so that nothing comes before that. */
    Time.Alarm expireAfter(Attempt attempt, Duration limit, Instant began) {
        Duration left = limit.minus(Duration.between(began, time.now()));
        if (left.isPositive()) {
            return time.at(Alarms.in(time, left), () -> expire(attempt, limit));
        }
        expire(attempt, limit);
        return () -> {}; // it has rung
    }

    private void expire(Attempt attempt, Duration limit) {
        String where = loop.journal().traces() ? attempt.standing() : ""; // before it is interrupted
        if (attempt.stop()) {
            if (Retries.asksUserCode(attempt.planned.node().settings())) {
                aside(() -> expired(attempt, limit, where)); // the alarm's thread is not for user code
            } else {
                expired(attempt, limit, where);
            }
        }
    }

    private void expired(Attempt attempt, Duration limit, String where) {
        TaskEvent event = new TaskEvent.Expired(
                attempt.tries.attempt(),
                limit,
                Retries.verdict(
                        attempt.planned.node().settings(),
                        attempt.tries,
                        new TimeoutException("took longer than " + limit),
                        loop.randomness()));
        loop.tell(new Told(told -> told.departures.expired(attempt, event, where)));
        if (attempt.planned.node().kind().launches()) { // after that: it is the limit that lets a paused run go on
            aside(() -> attempt.stopDescent("its task took longer than " + Took.words(limit)));
        }
        watch(attempt, "ran into its timeout of " + Took.words(limit));
    }

    /** Says so if the attempt still runs after the grace period. */
    private void watch(Attempt attempt, String what) {
        if (attempt.runs()) {
            Time.Alarm alarm = time.at(Alarms.in(time, grace()), () -> {
                if (attempt.runs()) {
                    aside(() -> warn(attempt, what)); // a log may be slow
                }
            });
            attempt.atEnd(alarm::cancel);
        }
    }

    /** Says that nobody waits for a cancelled attempt any longer. Quick. */
    void abandoned(Attempt attempt) {
        aside(() -> warn(attempt, "was cancelled"));
    }

    private void aside(Runnable work) {
        loop.facts().host().machine().aside(work);
    }

    /** How long an attempt may take to stop before the log says that it does not. */
    private Duration grace() {
        return loop.facts().host().grace();
    }

    private void warn(Attempt attempt, String what) {
        Logger log = LoggerFactory.getLogger(Timeouts.class);
        log.warn(
                "{} {}, was interrupted, and did not stop within {}. Nobody waits for it any more: its slot stays taken"
                        + " until it ends, and its result will not count. A task can ask TaskRun.cancelled(), and"
                        + " should not swallow an InterruptedException.",
                attempt.words(),
                what,
                Took.words(grace()));
    }
}
