package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.CacheKey;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A result that one task run is making is not made by others at the same time. */
@Timeout(60)
final class OneMakerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch waits = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** One that makes a result of an hour's age, held up until it may go on the first time. */
    final class Maker {
        private final boolean fails;

        Maker(boolean fails) {
            this.fails = fails;
        }

        int make(int number) throws InterruptedException {
            if (calls.incrementAndGet() == 1) {
                begun.countDown();
                goOn.await();
                if (fails) {
                    throw new IllegalStateException("no");
                }
            }
            return 2 * number;
        }

        int stubborn(int number) {
            if (calls.incrementAndGet() == 1) {
                begun.countDown();
                boolean ended = false;
                while (!ended) {
                    try {
                        goOn.await();
                        ended = true;
                    } catch (InterruptedException e) {
                        continue; // a task that does not stop when told to
                    }
                }
            }
            return 2 * number;
        }
    }

    private static Flow flow(Maker maker) {
        return Flow.define("made", f -> f.task(maker::make, value(1)).cacheFor(HOUR));
    }

    private void watch(StateChange change) {
        if (change.to() instanceof State.Queued queued && queued.reason().startsWith("waits for the same result")) {
            waits.countDown();
        }
    }

    private RunOptions options(ResultStore store) {
        return RunOptions.DEFAULT
                .results(store)
                .executor(TaskExecutors.threads(4))
                .onStateChange(this::watch);
    }

    @Test
    void childrenWithOneKeyWaitForTheFirst() throws Exception {
        Flow flow = Flow.define(
                "made",
                f -> f.map(new Maker(false)::make, each(List.of(1, 1, 1, 1, 1, 2)))
                        .cacheFor(HOUR));
        FlowRun run = flow.start(options(ResultStores.memory()));
        waits.await();
        goOn.countDown();
        assertThat(run.await().task("make").children())
                .extracting(TaskOutcome::value)
                .containsExactly(2, 2, 2, 2, 2, 4);
        assertThat(calls).hasValue(2);
        assertThat(run.task("make").children().stream().filter(child -> child.state() instanceof State.Cached))
                .hasSize(4);
    }

    /** The clock stands: who misses the end of the one it waits for would wait for ever. */
    @Test
    void whoComesToWaitWhenTheFirstHasJustEndedLooksAgainAtOnce() {
        Flow flow = Flow.define(
                "made",
                f -> f.map(OneMakerTest::twice, each(Collections.nCopies(40, 1)))
                        .cacheFor(HOUR));
        for (int i = 0; i < 200; i++) {
            FlowRun run = flow.run(RunOptions.DEFAULT
                    .results(ResultStores.memory())
                    .executor(TaskExecutors.threads(16))
                    .time(new SettableTime(Instant.EPOCH)));
            assertThat(run.task("twice").value()).isEqualTo(Collections.nCopies(40, 2));
        }
    }

    static int twice(int number) {
        return 2 * number;
    }

    @Test
    void anotherRunWaitsWithoutASlotAndFindsTheResult(@TempDir Path directory) throws Exception {
        for (ResultStore store : List.of(ResultStores.memory(), ResultStores.files(directory))) {
            OneMakerTest round = new OneMakerTest();
            Flow flow = flow(round.new Maker(false));
            FlowRun first = flow.start(round.options(store));
            round.begun.await();
            FlowRun second = flow.start(round.options(store).executor(TaskExecutors.threads(1)));
            round.waits.await();
            assertThat(second.task("make").state().message())
                    .isEqualTo("waits for the same result, which another task run makes");
            round.goOn.countDown();
            assertThat(first.await().task("make").state().name()).isEqualTo("Success");
            assertThat(second.await().task("make").state().name()).isEqualTo("Cached");
            assertThat(round.calls).hasValue(1);
        }
    }

    @Test
    void whoWaitedMakesItIfTheFirstFails() throws Exception {
        Flow flow = flow(new Maker(true));
        RunOptions options = options(ResultStores.memory());
        FlowRun first = flow.start(options);
        begun.await();
        FlowRun second = flow.start(options);
        waits.await();
        goOn.countDown();
        assertThat(first.await().task("make").state().name()).isEqualTo("Failed");
        assertThat(second.await().task("make").state().name()).isEqualTo("Success");
        assertThat(calls).hasValue(2);
    }

    @Test
    void whoWaitedMakesItIfTheFirstRunsOutOfTimeAndDoesNotStop() throws Exception {
        Flow flow = Flow.define(
                "made",
                f -> f.map(new Maker(false)::stubborn, each(List.of(1, 1)))
                        .cacheFor(HOUR)
                        .timeout(HOUR));
        SettableTime time = new SettableTime(Instant.EPOCH);
        FlowRun run = flow.start(options(ResultStores.memory()).time(time));
        begun.await();
        waits.await();
        time.advance(HOUR);
        run.completion().toCompletableFuture().get();
        goOn.countDown();
        assertThat(run.task("stubborn").children())
                .extracting(child -> child.state().name())
                .containsExactlyInAnyOrder("TimedOut", "Success");
    }

    @Test
    void whoWaitsCanBeCancelledAndWhoMadeItGoesOn() throws Exception {
        Flow flow = flow(new Maker(false));
        RunOptions options = options(ResultStores.memory());
        FlowRun first = flow.start(options);
        begun.await();
        FlowRun second = flow.start(options);
        waits.await();
        second.cancel("enough");
        assertThat(second.await().task("make").state().name()).isEqualTo("Cancelled");
        goOn.countDown();
        assertThat(first.await().task("make").state().name()).isEqualTo("Success");
        assertThat(flow.run(options).task("make").state().name()).isEqualTo("Cached");
    }

    @Test
    void aCancelledRunHoldsNobodyUp() throws Exception {
        Flow flow = flow(new Maker(false));
        RunOptions options = options(ResultStores.memory());
        FlowRun first = flow.start(options);
        begun.await();
        first.cancel("enough");
        assertThat(first.await().state().name()).isEqualTo("Cancelled");
        assertThat(flow.run(options).task("make").state().name()).isEqualTo("Success");
    }

    @Test
    void inTheCallersThreadEqualChildrenAreMadeOnce() {
        goOn.countDown();
        FlowRun run = Flow.define(
                        "made",
                        f -> f.map(new Maker(false)::make, each(List.of(1, 1, 1)))
                                .cacheFor(HOUR)
                                .cachedBy(CacheKey.inputs("number")))
                .run(RunOptions.DEFAULT.results(ResultStores.memory()).executor(TaskExecutors.inThread()));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(calls).hasValue(1);
    }
}
