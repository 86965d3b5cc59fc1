package dev.reeve.engine.run;

import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The alarms of a run that are forgotten when it is over. Touched by the role's holder only. */
final class Alarms {
    private final Time time;
    private final List<Time.Alarm> pending = new ArrayList<>();

    Alarms(Time time) {
        this.time = time;
    }

    void at(Instant when, Runnable action) {
        pending.add(time.at(when, action));
    }

    void cancelAll() {
        for (Time.Alarm alarm : pending) {
            alarm.cancel();
        }
        pending.clear();
    }
}
