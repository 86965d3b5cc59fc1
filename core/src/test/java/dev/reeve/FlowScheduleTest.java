package dev.reeve;

import static dev.reeve.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.spi.RunRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A flow and its schedule, and what a firing says of a run. */
class FlowScheduleTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Schedule DAILY = Schedule.cron("0 13 * * *").in("Europe/Berlin");

    static void print(String country) {}

    private static Flow scheduled(Schedule schedule) {
        return Flow.define("daily", f -> {
            f.schedule(schedule);
            f.parameter("day", LocalDate.class); // the order of the two does not matter
            f.action(FlowScheduleTest::print, f.parameter("country", "Italy"));
        });
    }

    @Test
    void aFlowKnowsItsSchedule() {
        Schedule schedule = DAILY.parameter("day", LocalDate.EPOCH);
        assertThat(scheduled(schedule).schedule()).contains(schedule);
        assertThat(Flow.define("bare", f -> {}).schedule()).isEmpty();
    }

    @Test
    void aScheduleHasValuesThatTheFlowTakes() {
        refused(
                f -> f.schedule(DAILY.parameter("contry", "Italy")),
                "",
                "the schedule (at 13:00, every day) has a value for parameter \"contry\"",
                "no parameters");
        refused(
                f -> {
                    f.parameter("n", 3);
                    f.schedule(DAILY.and(Schedule.cron("@daily").parameter("n", "four")));
                },
                "",
                "the schedule's clock 2 (at 00:00, every day) has a value for parameter \"n\", which takes",
                "Give a value of that type.");
        refused(
                f -> {
                    f.parameter("day", LocalDate.class);
                    f.schedule(DAILY.parameter("day", LocalDate.EPOCH).and(DAILY));
                },
                "",
                "clock 2 (at 13:00, every day) has no value for parameter \"day\"",
                ".parameter(name, value)");
    }

    @Test
    void aSecondScheduleAndNullAreRefused() {
        refused(
                f -> {
                    f.schedule(DAILY);
                    f.schedule(DAILY);
                },
                "",
                "two schedules",
                "first.and(second)");
        assertThatThrownBy(() -> scheduled(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("Flow \"daily\": f.schedule(..) got null");
        AtomicReference<FlowBuilder> kept = new AtomicReference<>();
        Flow.define("kept", kept::set);
        assertThatThrownBy(() -> kept.get().schedule(DAILY)).hasMessageContaining("comes too late");
    }

    private static RunRequest request(RunOptions options) {
        RecordedRun runner = new RecordedRun();
        scheduled(DAILY.parameter("day", LocalDate.EPOCH)).start(options, runner);
        return runner.request();
    }

    @Test
    void aFiringGivesTimeZoneAndParameters() {
        Firing firing = DAILY.parameters(Map.of("day", LocalDate.EPOCH, "country", "Norway"))
                .next(NEW_YEAR)
                .orElseThrow();
        RunRequest request = request(RunOptions.DEFAULT.firing(firing));
        assertThat(request.scheduled()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(request.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(request.parameters()).isEqualTo(Map.of("day", LocalDate.EPOCH, "country", "Norway"));
    }

    @Test
    void whatTheCallerSaysWinsInWhateverOrder() {
        Firing firing = DAILY.parameters(Map.of("day", LocalDate.EPOCH, "country", "Norway"))
                .next(NEW_YEAR)
                .orElseThrow();
        RunOptions said = RunOptions.DEFAULT
                .parameter("country", "Spain")
                .zone(ZoneOffset.UTC)
                .scheduled(NEW_YEAR);
        RunOptions later = RunOptions.DEFAULT
                .firing(firing)
                .parameter("country", "Spain")
                .zone(ZoneOffset.UTC)
                .scheduled(NEW_YEAR);
        for (RunRequest request : new RunRequest[] {request(said.firing(firing)), request(later)}) {
            assertThat(request.parameters()).isEqualTo(Map.of("day", LocalDate.EPOCH, "country", "Spain"));
            assertThat(request.zone()).isEqualTo(ZoneOffset.UTC);
            assertThat(request.scheduled()).isEqualTo(NEW_YEAR);
        }
    }

    @Test
    void aFiringWhoseParametersTheFlowDoesNotTakeIsRefused() {
        Firing firing = DAILY.parameter("x", 1).next(NEW_YEAR).orElseThrow();
        assertThatThrownBy(() -> request(RunOptions.DEFAULT.firing(firing)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("there is no parameter \"x\"");
    }
}
