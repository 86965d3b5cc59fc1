package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.RunOptions;
import dev.reeve.Trigger;
import dev.reeve.engine.LocalFlowRunner;
import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.run.Machine;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who stands in for a caller that has left goes on with the run around, too, whenever their thread begins. Here it begins
 * when the test says so.
 */
@Timeout(60)
final class StandInsTest {
    private static final Duration LIMIT = Duration.ofHours(2);

    private final Queue<Runnable> standIns = new ArrayDeque<>();
    private final List<String> called = new ArrayList<>();
    private final SettableTime clock = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));

    /** A machine whose threads are those of the test: who stands in waits until it gets one. */
    private final class OneByOne implements Machine {
        @Override
        public int cores() {
            return 2;
        }

        @Override
        public void later(Runnable look) {
            look.run();
        }

        @Override
        public void aside(Runnable work) {
            work.run();
        }

        @Override
        public void standIn(Runnable work) {
            standIns.add(work);
        }

        @Override
        public RandomGenerator randomness() {
            return Machine.THIS.randomness();
        }
    }

    private void standIn() {
        for (Runnable next = standIns.poll(); next != null; next = standIns.poll()) {
            next.run();
        }
    }

    private ActiveRun start(Flow flow, Time time) {
        LocalFlowRunner runner = new LocalFlowRunner(
                new Surroundings(Path.of("nowhere"), Map.of(), 2), new OneByOne(), RecordPlaces.ofThisProcess());
        ActiveRun run = runner.start(RunOptions.DEFAULT
                .executor(TaskExecutors.inThread())
                .time(time)
                .recorded(false)
                .request(flow.graph()));
        assertThat(run.view().state().name()).isEqualTo("Paused");
        return run;
    }

    /** Goes on after a flow run that fails. */
    private Flow around(Consumer<FlowBuilder> inside) {
        return Flow.define(
                "around",
                f -> f.action(() -> called.add("told"))
                        .named("tell")
                        .after(f.subflow(Flow.define("inside", inside)).named("sub"))
                        .trigger(Trigger.ANY_FAILED));
    }

    private void assertEnded(ActiveRun run, String... calls) {
        assertThat(called).containsExactly(calls);
        assertThat(run.view().state().name()).isEqualTo("Success");
    }

    @Test
    void theRunInsideMayEndBeforeTheThreadBegins() {
        Flow asks = Flow.define("asks", f -> f.approval("May I?").named("ask"));
        ActiveRun run = start(around(f -> f.subflow(asks).named("limited").timeout(LIMIT)), clock);
        clock.advance(LIMIT);
        int sub = run.view().graph().node("sub").orElseThrow().index();
        assertThat(run.view().state(sub, -1).name()).isEqualTo("Failed");
        standIn();
        assertEnded(run, "told");
    }

    @Test
    void oneThatComesTooLateDoesNotTakeThePlaceOfTheOneThatWorks() {
        ActiveRun run = start(
                around(f -> {
                    for (String name : List.of("one", "other")) {
                        f.action(() -> {
                                    called.add("after " + name);
                                    Runnable second = standIns.poll();
                                    if (second != null) {
                                        Thread late = new Thread(second);
                                        late.start();
                                        late.join();
                                    }
                                })
                                .named("after-" + name)
                                .after(f.approval("May I?").named(name).timeout(LIMIT))
                                .trigger(Trigger.ANY_FAILED);
                    }
                    f.approval("And?").named("last").timeout(LIMIT.plusHours(1));
                }),
                clock);
        clock.advance(LIMIT);
        assertThat(standIns).as("one for each question").hasSize(2);
        clock.advance(Duration.ofHours(1));
        standIn();
        assertEnded(run, "after one", "after other", "told");
    }

    /** A clock that one thread gets no answer from for a while. */
    private record HeldUp(SettableTime clock, Thread[] held, CountDownLatch reached, CountDownLatch free)
            implements Time {
        @Override
        public long nanos() {
            if (Thread.currentThread() == held[0]) {
                reached.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return clock.nanos();
        }

        @Override
        public Alarm at(Instant when, Runnable action) {
            return clock.at(when, action);
        }
    }

    private HeldUp heldUp() {
        return new HeldUp(clock, new Thread[1], new CountDownLatch(1), new CountDownLatch(1));
    }

    /** Somebody looks at the run, and has the say in it until {@code time} is free. */
    private static Thread look(ActiveRun run, HeldUp time) throws InterruptedException {
        Thread looks = new Thread(() -> run.view().state());
        time.held()[0] = looks;
        looks.start();
        time.reached().await();
        return looks;
    }

    @Test
    void theRunAroundMayHearOfItLate() throws InterruptedException {
        HeldUp time = heldUp();
        ActiveRun run = start(around(f -> f.approval("May I?").named("ask").timeout(LIMIT)), time);
        Thread looks = look(run, time);
        clock.advance(LIMIT);
        standIn();
        time.free().countDown();
        looks.join();
        standIn();
        assertEnded(run, "told");
    }

    @Test
    void whoCancelsARunThatWaitsEndsItThoughItHearsOfThatLate() throws InterruptedException {
        HeldUp time = heldUp();
        ActiveRun run = start(
                Flow.define(
                        "door",
                        f -> f.resource(() -> "door")
                                .named("open")
                                .closeWith(door -> called.add("closed"))
                                .named("close")
                                .use(door -> f.approval("May I?").named("ask"))),
                time);
        Thread looks = look(run, time);
        Thread cancels = new Thread(() -> run.cancel("enough"));
        cancels.start();
        while (cancels.getState() != Thread.State.WAITING && cancels.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait(); // until it was told
        }
        time.free().countDown();
        looks.join();
        cancels.join();
        assertThat(called).containsExactly("closed");
        assertThat(run.view().state().name()).isEqualTo("Cancelled");
    }
}
