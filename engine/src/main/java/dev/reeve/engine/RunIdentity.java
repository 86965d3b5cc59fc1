package dev.reeve.engine;

import dev.reeve.spi.Occasion;
import dev.reeve.spi.RunRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** How a run is called: {@code id} is unique, {@code name} is for people; and how often it was taken up, from 1. */
record RunIdentity(String id, String name, int epoch) {
    /** Of a run that nobody else asked for but a person or a program. */
    static RunIdentity of(RunRequest request, Engine engine, Instant now) {
        RandomGenerator random = engine.machine().randomness();
        Occasion occasion = request.recording().occasion();
        String given = occasion == null ? null : occasion.runId();
        String id = given == null ? RunIds.next(now, random) : given;
        Instant scheduled = Objects.requireNonNullElse(request.scheduled(), now);
        return new RunIdentity(id, RunNames.of(request, id, scheduled, engine, random), 1);
    }

    /** Of the run that a task's attempt is, in the same epoch. Called the same again if that attempt is made again. */
    RunIdentity of(String label, int attempt) {
        return new RunIdentity(id + "." + label + "." + attempt, name + "/" + label, epoch);
    }
}
