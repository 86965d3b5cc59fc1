package dev.reeve.engine.progress;

import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import dev.reeve.state.Tries;
import java.time.Instant;

/** Changes of a run that began at noon. */
final class Changes {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Changes() {}

    static StateChange task(String task, long millis, State from, State to) {
        return child(task, -1, millis, from, to);
    }

    static StateChange child(String task, int index, long millis, State from, State to) {
        return new StateChange("covid", "run-1", task, index, from, to, NOON.plusMillis(millis));
    }

    static StateChange begins(String task, long millis) {
        return task(task, millis, State.Queued.FIRST, State.Running.FIRST);
    }

    static StateChange succeeds(String task, long millis) {
        return task(task, millis, State.Running.FIRST, State.Success.PLAIN);
    }

    static State attempt(int attempt) {
        return new State.Running(new Tries(attempt, attempt - 1));
    }
}
