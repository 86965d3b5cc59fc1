package dev.reeve.engine.run;

import dev.reeve.state.State;
import java.time.Instant;
import java.util.function.Consumer;

/** What a run does beyond itself, by its loop. */
record Outside(Loop loop, Watching watching, Alarms alarms) implements Run.Surroundings {
    @Override
    public void changed(int v, int child, State from, State to, Instant at) {
        watching.changed(v, child, from, to, at);
    }

    @Override
    public void later(Instant due, Consumer<Run> action) {
        alarms.at(due, () -> tell(action));
    }

    @Override
    public void goesOn(String by) {
        loop.goesOn(by);
    }

    @Override
    public void tell(Consumer<Run> action) {
        loop.tell(new Told(action));
    }

    @Override
    public void stop(Attempt attempt) {
        attempt.stop();
        if (attempt.planned.node().kind().launches()) { // outside of the role: in the caller's thread, that runs tasks
            watching.afterwards(() -> attempt.stopDescent("the run that it is part of was stopped"));
        }
    }

    @Override
    public void unused(Attempt attempt) {
        watching.afterwards(() -> Cleanup.atOnce(attempt.planned, attempt.value));
    }
}
