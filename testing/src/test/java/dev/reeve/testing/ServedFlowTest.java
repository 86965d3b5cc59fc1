package dev.reeve.testing;

import static dev.reeve.Inputs.taskRun;
import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.TaskRun;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.ServeEvent.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ServedFlowTest {
    static String day(TaskRun run) {
        return run.dataInterval().from() + " to " + run.dataInterval().to();
    }

    private static Flow nightly() {
        return Flow.define("nightly", f -> {
            f.task(ServedFlowTest::day, taskRun());
            f.schedule(Schedule.cron("30 2 * * *").in("Europe/Berlin"));
        });
    }

    private static Flow hourly() {
        return Flow.define("hourly", f -> {
            f.task(ServedFlowTest::day, taskRun());
            f.schedule(Schedule.cron("0 * * * *"));
        });
    }

    @Test
    void aYearOfNightsRunsEachOnceAcrossBothClockChanges() {
        TestServing year = FlowTester.of(nightly()).serve(Duration.ofDays(365));
        assertThat(year.firings()).hasSize(365).doesNotHaveDuplicates();
        assertThat(year.runs()).allSatisfy(run -> assertThat(run).succeeded());
        assertThat(year.run("2026-03-29T01:30:00Z"))
                .task("day")
                .hasResult("2026-03-28T01:30:00Z to 2026-03-29T01:30:00Z");
        assertThat(year.run("2026-10-25T00:30:00Z")).succeeded();
        assertThat(year.summary().skipped()).isZero();
        assertThat(year.told(Kind.MISSED)).isEmpty();
    }

    @Test
    void aRunThatTakesLongerThanTheTimeBetweenTwoFiringsOverlaps() {
        FlowTester slow = FlowTester.of(hourly()).taking("day", Duration.ofMinutes(90));
        TestServing skipping = slow.serve(Duration.ofHours(4));
        assertThat(skipping.firings())
                .containsExactly(Instant.parse("2026-01-01T01:00:00Z"), Instant.parse("2026-01-01T03:00:00Z"));
        assertThat(skipping.told(Kind.SKIPPED)).hasSize(2);
        assertThat(skipping.runs().getFirst()).took(Duration.ofMinutes(90));

        TestServing queueing = FlowTester.of(hourly())
                .taking("day", Duration.ofMinutes(90))
                .serve(Duration.ofHours(4), options -> options.overlap(Overlap.queue(9)));
        assertThat(queueing.firings()).hasSize(4);
        assertThat(queueing.runs().getLast().flowRun().startedAt()).contains(Instant.parse("2026-01-01T05:30:00Z"));

        TestServing beside = FlowTester.of(hourly())
                .taking("day", Duration.ofMinutes(90))
                .serve(Duration.ofHours(4), options -> options.overlap(Overlap.allow(2)));
        assertThat(beside.firings()).hasSize(4);
        assertThat(beside.runs().get(1).flowRun().startedAt()).contains(Instant.parse("2026-01-01T02:00:00Z"));
        assertThat(beside.runs().get(1).flowRun().endedAt()).contains(Instant.parse("2026-01-01T03:30:00Z"));
    }

    @Test
    void aLaterFiringCancelsTheRunBeforeItWhileThatTakesTime() {
        TestServing served = FlowTester.of(hourly())
                .taking("day", Duration.ofMinutes(90))
                .serve(Duration.ofHours(2), options -> options.overlap(Overlap.CANCEL));
        assertThat(served.runs().getFirst()).wasCancelled();
        assertThat(served.runs().getLast()).succeeded().took(Duration.ofMinutes(90));
    }

    @Test
    void aTimeoutRingsWhileARunIsServed() {
        Flow flow = Flow.define("limited", f -> {
            f.task(ServedFlowTest::day, taskRun())
                    .timeout(Duration.ofMinutes(10))
                    .retries(1, Duration.ofMinutes(5));
            f.schedule(Schedule.cron("0 * * * *"));
        });
        TestServing served =
                FlowTester.of(flow).taking("day", Duration.ofHours(3)).serve(Duration.ofHours(2));
        assertThat(served.runs()).hasSize(2);
        assertThat(served.runs().getFirst())
                .failed()
                .took(Duration.ofMinutes(25))
                .task("day")
                .timedOut();
        assertThat(served.summary().failed()).isEqualTo(2);
    }

    @Test
    void whatFailsIsTriedAgainUnderTheClockOfTheTest() {
        TestServing served = FlowTester.of(Flow.define("shaky", f -> {
                    f.task(ServedFlowTest::day, taskRun()).retries(2, Duration.ofMinutes(20));
                    f.schedule(Schedule.cron("0 0 * * *"));
                }))
                .failing("day", 2, () -> new IOException("closed"))
                .serve(Duration.ofDays(3));
        assertThat(served.runs())
                .hasSize(3)
                .allSatisfy(run -> assertThat(run).succeeded().took(Duration.ofMinutes(40)));
    }

    @Test
    void aLaterProcessMakesUpForWhatNobodyWasThereFor() {
        Testbed testbed = Testbed.create();
        assertThat(testbed.of(hourly()).serve(Duration.ofHours(2)).firings()).hasSize(2);
        testbed.advance(Duration.ofMinutes(330));
        TestServing later = testbed.of(hourly()).serve(Duration.ofHours(1), options -> options.catchUp(CatchUp.all(3)));
        assertThat(later.told(Kind.MISSED)).singleElement().asString().contains("missed 5 firings");
        assertThat(later.firings())
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-01-01T05:00:00Z", "2026-01-01T06:00:00Z", "2026-01-01T07:00:00Z", "2026-01-01T08:00:00Z");
    }

    @Test
    void preparedAnswersAreGivenAndARunThatWaitsForNobodyIsCancelledAtTheEnd() {
        Flow asking = Flow.define("asking", f -> {
            f.approval("go on?").named("ask");
            f.schedule(Schedule.cron("0 0 * * *"));
        });
        assertThat(FlowTester.of(asking)
                        .answering("ask", new Approval(true, "", "Ada"))
                        .serve(Duration.ofDays(2))
                        .runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run).succeeded());
        TestServing waiting = FlowTester.of(asking).serve(Duration.ofDays(1));
        assertThat(waiting.told(Kind.PAUSED)).hasSize(1);
        assertThat(waiting.runs())
                .singleElement()
                .satisfies(run -> assertThat(run).wasCancelled());
    }

    @Test
    void aFlowWithoutAScheduleSaysSo() {
        Flow flow = Flow.define("plain", f -> f.task(ServedFlowTest::day, taskRun()));
        assertThatThrownBy(() -> FlowTester.of(flow).serve(Duration.ofDays(1)))
                .hasMessageContaining("it has no schedule");
        assertThatThrownBy(
                        () -> FlowTester.of(hourly()).serve(Duration.ofHours(1)).run("2026-05-05T00:00:00Z"))
                .hasMessageContaining(
                        "no run began for 2026-05-05T00:00:00Z; there were runs for [2026-01-01T01:00:00Z]");
    }
}
