package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A run of a flow: its state, and what it is given from outside. */
final class FlowRunsTest {
    private static int onSecondAttempt(int n) {
        if (TaskRun.current().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return n;
    }

    // 61
    @Test
    void aFailedReferenceTaskFailsTheRunThoughTheLastTaskSucceeds() {
        Flow flow = Flow.define("reference", f -> {
            var bad = f.task(Bodies::broken);
            f.task(Bodies::yes).named("tidy").after(bad).trigger(Trigger.ALL_FINISHED);
            f.referenceTasks(bad);
        });
        FlowRun run = flow.run();
        assertThat(Seen.state(run, "tidy")).isEqualTo("Success");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    // 62
    @Test
    void aRunGoesOnAsLongAsATaskWaitsForItsRetryThoughAnotherFailed() throws Exception {
        SettableTime time = Seen.morning();
        Flow flow = Flow.define("goesOn", f -> {
            f.task(Bodies::broken);
            f.task(FlowRunsTest::onSecondAttempt, value(2)).named("later").retries(1, Duration.ofMinutes(10));
        });
        FlowRun run = flow.start(Seen.at(time));
        time.awaitAlarms(1);
        Seen.awaitState(run, "broken", "Failed");
        assertThat(run.state().name()).isEqualTo("Running");
        time.advance(Duration.ofMinutes(10));
        assertThat(run.await().state().name()).isEqualTo("Failed");
        assertThat(Seen.state(run, "later")).isEqualTo("Success");
    }

    // 63
    @Test
    void eachTaskIsRetriedInItsOwnTime() throws Exception {
        SettableTime time = Seen.morning();
        Flow flow = Flow.define("times", f -> {
            f.task(FlowRunsTest::onSecondAttempt, value(1)).named("patient").retries(1, Duration.ofMinutes(10));
            f.task(FlowRunsTest::onSecondAttempt, value(2)).named("eager").retries(1, Duration.ZERO);
        });
        FlowRun run = flow.start(Seen.at(time));
        time.awaitAlarms(1);
        Seen.awaitState(run, "eager", "Success");
        assertThat(Seen.state(run, "patient")).isEqualTo("Retrying");
        assertThat(run.task("patient").attempts()).isEqualTo(1);
        time.advance(Duration.ofMinutes(10));
        assertThat(run.await().state().name()).isEqualTo("Success");
    }

    // 65
    @Test
    void oneFailedChildAtTheEndFailsTheRun() {
        Flow flow = Flow.define("child", f -> f.map(Bodies::number, each(List.of(1, Bodies.FAILS, 3))));
        assertThat(flow.run().state())
                .isInstanceOfSatisfying(
                        State.Failed.class,
                        failed -> assertThat(failed.failure().message()).isEqualTo("1 of 3 reference tasks failed"));
    }

    /** Elsewhere the run is Running; here it says that it waits for a person, and the call returns. */
    // 66
    @Test
    void whatComesAfterAPausedTaskWaitsAndTheRunIsPaused() throws Exception {
        Flow flow = Flow.define("paused", f -> {
            Output<Integer> asked = f.task(Bodies::number, value(1)).trigger(Trigger.MANUAL);
            f.task(Bodies::twice, asked);
        });
        FlowRun run = flow.run();
        assertThat(Seen.state(run, "number")).isEqualTo("Paused");
        assertThat(Seen.state(run, "twice")).isEqualTo("Pending");
        assertThat(run.state().name()).isEqualTo("Paused");
        run.resume("number");
        assertThat(run.await().task("twice").value()).isEqualTo(2);
    }

    // 67
    @Test
    void aLiteralIsNoTaskAndIsNowhereTold() {
        StringBuffer told = new StringBuffer();
        Flow flow = Flow.define("literal", f -> f.task(Bodies::twice, value(987_654)));
        FlowRun run = flow.run(RunOptions.DEFAULT.onStateChange(told::append));
        assertThat(run.tasks()).hasSize(1);
        assertThat(told.toString()).contains("twice").doesNotContain("987654");
    }

    /** Elsewhere by setting the date of the context; here by the time the run was meant for, and its zone. */
    // 68
    @Test
    void daysAreToldFromTheTimeTheRunWasMeantFor() throws IOException {
        try (ResultStore store = ResultStores.memory()) {
            Flow flow = Flow.define(
                    "days", f -> f.task(Bodies::yes).target("{yesterday}/{today}/{tomorrow_nodash}/{today_utc}"));
            RunOptions options = RunOptions.DEFAULT.results(store).scheduled(Instant.parse("2020-03-01T20:00:00Z"));
            flow.run(options);
            assertThat(store.read("targets/2020-02-29/2020-03-01/20200302/2020-03-01"))
                    .isPresent();
            flow.run(options.zone(ZoneId.of("Asia/Tokyo")));
            assertThat(store.read("targets/2020-03-01/2020-03-02/20200303/2020-03-01"))
                    .isPresent();
        }
    }

    /** There is no context beside the call: a default, and the call, of which the last word counts. */
    // 69
    @Test
    void aParameterIsWhatTheCallSaysLast() {
        Flow flow = Flow.define("parameters", f -> f.task(Bodies::twice, f.parameter("n", 1)));
        assertThat(flow.run().task("twice").value()).isEqualTo(2);
        assertThat(flow.run(Map.of("n", 2)).task("twice").value()).isEqualTo(4);
        assertThat(flow.run(RunOptions.DEFAULT.parameter("n", 2).parameter("n", 3))
                        .task("twice")
                        .value())
                .isEqualTo(6);
    }

    private static int used(Secret token) {
        return onSecondAttempt(token.reveal().length());
    }

    // 64
    @Test
    void aSecretIsLookedUpForEachAttemptAndNeverStored() {
        AtomicInteger lookups = new AtomicInteger();
        Flow flow = Flow.define(
                "secret", f -> f.task(FlowRunsTest::used, secret("token")).retries(1));
        OpenStore store = new OpenStore();
        FlowRun run =
                flow.run(RunOptions.DEFAULT.results(store).checkpointing(true).secrets(name -> {
                    lookups.incrementAndGet();
                    return Optional.of("canary");
                }));
        assertThat(run.task("used").value()).isEqualTo(6);
        assertThat(lookups).hasValue(2);
        assertThat(store.entries()).hasSize(1);
        assertThat(store.entries().values())
                .noneMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains("canary"));
    }
}
