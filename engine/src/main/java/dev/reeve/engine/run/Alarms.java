package dev.reeve.engine.run;

import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The alarms of a run that are forgotten when it is over. Touched by the role's holder only. */
final class Alarms {
    private static final class Pending {
        private volatile boolean rung;
        private Time.Alarm alarm = () -> {};
    }

    private final Time time;
    private final List<Pending> pending = new ArrayList<>();
    private int room = 16;

    Alarms(Time time) {
        this.time = time;
    }

    /** The time in so long, or the end of time where that cannot be told. */
    static Instant in(Time time, Duration wait) {
        Instant now = time.now();
        return wait.compareTo(Duration.between(now, Instant.MAX)) > 0 ? Instant.MAX : now.plus(wait);
    }

    void in(Duration wait, Runnable action) {
        at(in(time, wait), action);
    }

    void at(Instant when, Runnable action) {
        if (pending.size() >= room) { // a task may poll for days: what rang is forgotten now and then
            pending.removeIf(old -> old.rung);
            room = Math.max(16, 2 * pending.size());
        }
        Pending entry = new Pending();
        pending.add(entry);
        entry.alarm = time.at(when, () -> {
            entry.rung = true;
            action.run();
        });
    }

    /** How many are remembered, those that rang a moment ago included. */
    int size() {
        return pending.size();
    }

    void cancelAll() {
        for (Pending entry : pending) {
            entry.alarm.cancel();
        }
        pending.clear();
    }
}
