package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When somebody who waits for a run is let go. */
@Timeout(60)
final class AwaitTest {
    private static final Duration HOUR = Duration.ofHours(1);

    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aRunThatWentOnByItselfIsOverOnceItsHandlersHaveBeenTold(TaskExecutor executor) throws InterruptedException {
        SettableTime time = new SettableTime(Instant.EPOCH);
        CountDownLatch mayBeTold = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        FlowRun run = Flow.define("asks", f -> f.approval("Go on?").timeout(HOUR))
                .run(RunOptions.DEFAULT.time(time).executor(executor).onStateChange(change -> {
                    if (change.task().isEmpty() && change.to().isFinished()) {
                        await(mayBeTold);
                        told.add(change.to().name());
                    }
                }));
        assertThat(run.state().name()).isEqualTo("Paused");
        Thread.ofVirtual().start(() -> time.advance(HOUR)); // which may be the thread that tells
        while (!run.state().isFinished()) {
            Thread.onSpinWait();
        }
        assertThat(run.completion().toCompletableFuture()).isNotDone();
        mayBeTold.countDown();
        run.await();
        assertThat(told).containsExactly("Failed");
    }

    /** A clock that holds up whoever asks for the time while it is stopped, as the one who is at work on a run does. */
    private static final class SlowTime implements Time {
        private final SettableTime time = new SettableTime(Instant.EPOCH);
        private volatile CountDownLatch goesOn = new CountDownLatch(0);
        private volatile CountDownLatch asked = new CountDownLatch(1);

        @Override
        public long nanos() {
            if (goesOn.getCount() > 0) {
                asked.countDown();
                AwaitTest.await(goesOn);
            }
            return time.nanos();
        }

        @Override
        public Alarm at(Instant when, Runnable action) {
            return time.at(when, action);
        }
    }

    @Test
    void whatWasToldBeforeIsHeardBeforeARunIsSaidToRest() throws InterruptedException {
        SlowTime time = new SlowTime();
        FlowRun run = Flow.define("asks", f -> f.approval("Go on?"))
                .run(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(1)));
        assertThat(run.state().name()).isEqualTo("Paused");
        time.goesOn = new CountDownLatch(1);
        time.asked = new CountDownLatch(1);
        Thread cancels =
                Thread.ofPlatform().start(() -> run.cancel("enough")); // told, and not heard before the clock goes on
        time.asked.await();
        Thread waits = Thread.ofPlatform().start(() -> {
            try {
                run.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (waits.getState() != Thread.State.WAITING && waits.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        assertThat(waits.getState()).isEqualTo(Thread.State.WAITING);
        time.goesOn.countDown();
        cancels.join();
        waits.join();
        assertThat(run.state().name()).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theDeadlineOfARunThatWaitsForAPersonClosesWhatItOpened(TaskExecutor executor) throws InterruptedException {
        SettableTime time = new SettableTime(Instant.EPOCH);
        List<String> closed = new CopyOnWriteArrayList<>();
        FlowRun run = Flow.define(
                        "asks",
                        f -> f.resource(() -> "door")
                                .named("open")
                                .closeWith(closed::add)
                                .named("close")
                                .use(door -> f.approval("Go on?")))
                .run(RunOptions.DEFAULT.time(time).executor(executor).deadline(HOUR));
        assertThat(run.state().name()).isEqualTo("Paused");
        time.advance(HOUR);
        run.await();
        assertThat(run.state().name()).isEqualTo("TimedOut");
        assertThat(closed).containsExactly("door");
    }
}
