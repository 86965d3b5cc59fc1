package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits on how often attempts begin, on the clock of the run. */
@Timeout(60)
final class RateLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettableTime time = new SettableTime(Instant.EPOCH);
    private final List<Long> begun = Collections.synchronizedList(new ArrayList<>());

    private void begin() {
        begun.add(time.nanos() / 1_000_000);
    }

    /** When attempts of tasks with a rate began, in milliseconds and in order. */
    private static List<Long> starts(FlowRun run) {
        return run.tasks().stream()
                .filter(task -> !task.name().equals("c"))
                .flatMap(task -> task.children().stream())
                .flatMap(child -> child.startedAt().stream())
                .map(Instant::toEpochMilli)
                .sorted()
                .toList();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** Lets time go on by steps, each as soon as the run waits for it. */
    private void goOn(FlowRun run, Duration step) throws InterruptedException {
        while (!run.state().isFinished()) {
            time.advance(step);
            run.view(); // a question is answered after what was told before
            Thread.onSpinWait();
        }
    }

    @Test
    void noMoreBeginInASpanThanTheRateLets() throws Exception {
        Flow flow = Flow.define(
                "rated",
                f -> f.forEach((Integer i) -> begin(), each(numbers(95)))
                        .named("a")
                        .rateLimit(10, SECOND));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(4)));
        goOn(run, Duration.ofMillis(7));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(begun).hasSize(95);
        List<Long> starts = starts(run);
        for (int i = 10; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 10)).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void theRateOfATagHoldsForAllTasksWithIt() throws Exception {
        Flow flow = Flow.define("rated", f -> {
            f.forEach((Integer i) -> begin(), each(numbers(5))).named("a").tags("api");
            f.forEach((Integer i) -> begin(), each(numbers(5))).named("b").tags("api", "other");
            f.forEach((Integer i) -> {}, each(numbers(50))).named("c");
        });
        FlowRun run = flow.start(
                RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(4)).rateLimit("api", 2, SECOND));
        time.awaitAlarms(1);
        assertThat(waiting(run)).containsOnly("waits for the rate limit of tag api: 2 in 1.0 s");
        for (int second = 1; second < 5; second++) {
            time.awaitAlarms(1);
            time.advance(SECOND);
        }
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(starts(run)).containsExactly(0L, 0L, 1_000L, 1_000L, 2_000L, 2_000L, 3_000L, 3_000L, 4_000L, 4_000L);
    }

    private static List<String> waiting(FlowRun run) {
        return run.tasks().stream()
                .flatMap(task -> task.children().stream())
                .map(TaskOutcome::state)
                .filter(state ->
                        state instanceof State.Queued queued && !queued.reason().isEmpty())
                .map(State::message)
                .toList();
    }

    @Test
    void repeatedAttemptsCountToo() throws Exception {
        Flow flow = Flow.define(
                "rated",
                f -> f.action(() -> {
                            begin();
                            throw new IllegalStateException("no");
                        })
                        .named("a")
                        .retries(3)
                        .rateLimit(1, Duration.ofMinutes(1)));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(1)));
        for (int retry = 1; retry < 4; retry++) {
            time.awaitAlarms(1);
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(run.await().state().name()).isEqualTo("Failed");
        assertThat(run.task("a").history().stream()
                        .filter(entry -> entry.state() instanceof State.Running)
                        .map(entry -> entry.at().getEpochSecond()))
                .containsExactly(0L, 60L, 120L, 180L);
    }

    @Test
    void thoseThatWaitNeedNoOtherToEnd() throws Exception {
        CountDownLatch all = new CountDownLatch(6);
        Flow flow = Flow.define(
                "rated",
                f -> f.forEach(
                                (Integer i) -> {
                                    begin();
                                    all.countDown();
                                    all.await();
                                },
                                each(numbers(6)))
                        .named("a")
                        .rateLimit(2, SECOND));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(8)));
        for (int second = 1; second < 3; second++) {
            time.awaitAlarms(1);
            time.advance(SECOND);
        }
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(starts(run)).containsExactly(0L, 0L, 1_000L, 1_000L, 2_000L, 2_000L);
    }

    @Test
    void whatWaitsForItsRateIsCancelledAtOnce() throws Exception {
        Flow flow = Flow.define(
                "rated",
                f -> f.forEach((Integer i) -> begin(), each(numbers(3)))
                        .named("a")
                        .rateLimit(1, Duration.ofDays(300_000)));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(2)));
        time.awaitAlarms(1);
        assertThat(run.state().name()).as("waits for a time, not for a person").isEqualTo("Running");
        run.cancel("enough");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
        assertThat(starts(run)).containsExactly(0L);
    }

    @Test
    void inEveryExecutorTimeAloneLetsThemGoOn() {
        for (TaskExecutor executor : Executors.all()) {
            begun.clear();
            FlowRun run = Flow.define(
                            "rated",
                            f -> f.forEach((Integer i) -> begin(), each(numbers(6)))
                                    .named("a")
                                    .rateLimit(2, Duration.ofMillis(20)))
                    .run(RunOptions.DEFAULT.executor(executor));
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(begun).hasSize(6);
            assertThat(run.duration().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        }
    }
}
