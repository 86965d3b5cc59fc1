package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.Time;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error that no task made, such as of a memory that is full, ends a run and does not let it hang. */
@Timeout(60)
final class BrokenWorkerTest {
    /** Fails once in the thread of a worker when told to. */
    private record Broken(SettableTime time, AtomicBoolean fails) implements Time {
        @Override
        public long nanos() {
            if (fails.getAndSet(false)) {
                throw new OutOfMemoryError("no memory for the time");
            }
            return time.nanos();
        }

        @Override
        public Alarm at(Instant when, Runnable action) {
            return time.at(when, action);
        }
    }

    @Test
    void whoWaitsForTheRunIsToldOfAnErrorOfAWorker() {
        AtomicBoolean fails = new AtomicBoolean();
        Flow flow = Flow.define("broken", f -> f.action(() -> fails.set(true)).named("last_thing"));
        RunOptions options = RunOptions.DEFAULT
                .time(new Broken(new SettableTime(Instant.EPOCH), fails))
                .executor(TaskExecutors.threads(2));
        assertThatThrownBy(() -> flow.run(options)).hasRootCauseMessage("no memory for the time");
    }
}
