package dev.reeve.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.Records;
import dev.reeve.schedule.DataInterval;
import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.ServeEvent.Kind;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.serve.Unfinished;
import dev.reeve.spi.Occasion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServingTest {
    private static final Flow HOURLY = ServedWorld.flow("hourly", Schedule.cron("0 * * * *"));

    @TempDir
    private Path directory;

    private ServedWorld world;

    @BeforeEach
    void aWorld() {
        world = new ServedWorld(directory, "2026-01-01T00:30:00Z");
    }

    private static ServeOptions until(String time) {
        return ServeOptions.DEFAULT.until(Instant.parse(time));
    }

    /** The same machine, whose process ended and begins anew at that time. */
    private ServedWorld later(String time) {
        ServedWorld next = new ServedWorld(directory, time);
        next.ids = world.ids;
        next.runs.putAll(world.runs);
        return next;
    }

    @Test
    void eachFiringRunsAtItsTimeWithTheIntervalBeforeIt() {
        ServeSummary summary = world.serve(until("2026-01-01T03:00:00Z"), HOURLY);
        assertThat(world.times())
                .containsExactly("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
        ServedWorld.Begun first = world.begun.getFirst();
        assertThat(first.at()).isEqualTo(first.scheduled());
        assertThat(first.occasion().cause()).isEqualTo(Occasion.Cause.SCHEDULE);
        assertThat(first.occasion().interval())
                .isEqualTo(
                        new DataInterval(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T01:00:00Z")));
        assertThat(summary).isEqualTo(new ServeSummary(1, 3, 0, 0, 0, 0, 0));
    }

    @Test
    void aFiringThatOverlapsIsLeftOut() {
        world.takes = Duration.ofMinutes(90);
        ServeSummary summary = world.serve(until("2026-01-01T04:00:00Z"), HOURLY);
        assertThat(world.times()).containsExactly("2026-01-01T01:00:00Z", "2026-01-01T03:00:00Z");
        assertThat(summary.skipped()).isEqualTo(2);
        assertThat(world.words(Kind.SKIPPED).getFirst())
                .isEqualTo("Flow \"hourly\" is not run for Thu 2026-01-01 02:00 +00:00: run "
                        + world.begun.getFirst().id() + " still goes on, and overlapping firings are left out.");
    }

    @Test
    void firingsQueueUntilTheQueueIsFull() {
        world.takes = Duration.ofMinutes(250);
        ServeSummary summary = world.serve(until("2026-01-01T05:00:00Z").overlap(Overlap.queue(2)), HOURLY);
        assertThat(world.times())
                .containsExactly("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
        assertThat(world.mostAtOnce).isEqualTo(1);
        assertThat(summary.skipped()).isEqualTo(2);
        assertThat(world.words(Kind.SKIPPED).getFirst()).contains("2 firings wait already, as many as may");
        assertThat(world.begun.get(1).occasion().words()).contains("which waited 3 h 10 min");
    }

    @Test
    void runsGoOnBesideEachOtherUpToTheLimit() {
        world.takes = Duration.ofMinutes(150);
        world.serve(until("2026-01-01T03:00:00Z").overlap(Overlap.allow(2)), HOURLY);
        assertThat(world.times()).containsExactly("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z");
        assertThat(world.mostAtOnce).isEqualTo(2);
        assertThat(world.words(Kind.SKIPPED)).singleElement().asString().contains("2 runs go on, as many as may");
    }

    @Test
    void theOldRunIsCancelledForTheNewOne() {
        world.takes = Duration.ofMinutes(90);
        ServeSummary summary = world.serve(until("2026-01-01T03:00:00Z").overlap(Overlap.CANCEL), HOURLY);
        assertThat(world.times())
                .containsExactly("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
        assertThat(world.mostAtOnce).isEqualTo(1);
        assertThat(summary).isEqualTo(new ServeSummary(1, 1, 0, 2, 0, 0, 0));
    }

    @Test
    void clocksWithOtherParametersDoNotOverlap() {
        world.takes = Duration.ofMinutes(30);
        Schedule both = Schedule.cron("0 * * * *")
                .parameter("country", "Italy")
                .and(Schedule.cron("0 * * * *").parameter("country", "France"));
        world.serve(until("2026-01-01T01:00:00Z"), ServedWorld.flow("both", both));
        assertThat(world.begun)
                .extracting(each -> each.request().parameters().get("country"))
                .containsExactly("Italy", "France");
    }

    @Test
    void whatTheCallerSaysWinsOverTheClock() {
        Schedule italy = Schedule.cron("0 * * * *").in("Europe/Rome").parameter("country", "Italy");
        world.serve(
                until("2026-01-01T01:00:00Z").runs(RunOptions.DEFAULT.parameter("country", "Spain")),
                ServedWorld.flow("italy", italy));
        assertThat(world.begun.getFirst().request().parameters()).containsEntry("country", "Spain");
        assertThat(world.begun.getFirst().request().zone()).hasToString("Europe/Rome");
    }

    @Test
    void afterAnAbsenceTheLastMissedFiringRuns() {
        world.serve(until("2026-01-01T01:00:00Z"), HOURLY);
        ServedWorld next = later("2026-01-01T05:30:00Z");
        next.serve(until("2026-01-01T06:00:00Z"), HOURLY);
        assertThat(next.times()).containsExactly("2026-01-01T05:00:00Z", "2026-01-01T06:00:00Z");
        assertThat(next.begun.getFirst().occasion().cause()).isEqualTo(Occasion.Cause.CATCH_UP);
        assertThat(next.begun.getFirst().occasion().words())
                .isEqualTo("its schedule's firing of Thu 2026-01-01 05:00 +00:00, 30 min late: nobody was there at its"
                        + " time");
        assertThat(next.words(Kind.MISSED))
                .containsExactly("Flow \"hourly\" missed 4 firings, from Thu 2026-01-01 02:00 +00:00 to Thu 2026-01-01"
                        + " 05:00 +00:00, for nobody served it then. The last one runs now; the others never do.");
    }

    @Test
    void nothingMissedRunsIfThatIsThePolicy() {
        world.serve(until("2026-01-01T01:00:00Z"), HOURLY);
        ServedWorld next = later("2026-01-01T05:30:00Z");
        next.serve(until("2026-01-01T06:00:00Z").catchUp(CatchUp.NONE), HOURLY);
        assertThat(next.times()).containsExactly("2026-01-01T06:00:00Z");
    }

    @Test
    void allThatWasMissedRunsInOrderWithinTheBoundAndNothingIsLeftOutMeanwhile() {
        world.serve(until("2026-01-01T01:00:00Z"), HOURLY);
        ServedWorld next = later("2026-01-01T05:58:00Z");
        next.takes = Duration.ofMinutes(2);
        ServeSummary summary = next.serve(until("2026-01-01T07:00:00Z").catchUp(CatchUp.all(3)), HOURLY);
        assertThat(next.times())
                .containsExactly(
                        "2026-01-01T03:00:00Z",
                        "2026-01-01T04:00:00Z",
                        "2026-01-01T05:00:00Z",
                        "2026-01-01T06:00:00Z",
                        "2026-01-01T07:00:00Z");
        assertThat(summary.skipped()).isZero();
        assertThat(next.mostAtOnce).isEqualTo(1);
    }

    @Test
    void aStartWithinAMinuteOfAFiringIsOnTime() {
        world.serve(until("2026-01-01T01:00:00Z"), HOURLY);
        ServedWorld next = later("2026-01-01T02:00:40Z");
        next.serve(until("2026-01-01T02:30:00Z").catchUp(CatchUp.NONE), HOURLY);
        assertThat(next.times()).containsExactly("2026-01-01T02:00:00Z");
        assertThat(next.begun.getFirst().occasion().cause()).isEqualTo(Occasion.Cause.SCHEDULE);
    }

    @Test
    void aSleepingMachineIsNoticedWithinTenSeconds() {
        world.watch.at("2026-01-01T01:30:00Z", () -> world.watch.jump(Duration.ofHours(5)));
        world.serve(until("2026-01-01T08:00:00Z"), HOURLY);
        assertThat(world.times())
                .containsExactly(
                        "2026-01-01T01:00:00Z", "2026-01-01T06:00:00Z", "2026-01-01T07:00:00Z", "2026-01-01T08:00:00Z");
        assertThat(world.begun.get(1).at()).isBetween("2026-01-01T06:30:00Z", "2026-01-01T06:30:10Z");
        assertThat(world.words(Kind.JUMPED))
                .singleElement()
                .asString()
                .startsWith("The machine slept or its clock was put forward by 5 h, to 2026-01-01T06:30");
        assertThat(world.watch.longestPause).isLessThanOrEqualTo(Serving.LONGEST_PAUSE);
    }

    @Test
    void aClockThatIsPutBackRunsNothingTwice() {
        world.watch.at("2026-01-01T02:30:00Z", () -> world.watch.jump(Duration.ofHours(-2)));
        world.serve(until("2026-01-01T03:00:00Z"), HOURLY);
        assertThat(world.times())
                .containsExactly("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
        assertThat(world.words(Kind.JUMPED)).singleElement().asString().contains("put back by 2 h");
    }

    @Test
    void aRunWhoseProcessWasKilledGoesOnAndIsNotBegunAnew() {
        world.takes = Duration.ofDays(1);
        world.watch.at("2026-01-01T01:10:00Z", () -> {
            throw new AssertionError("killed");
        });
        assertThatThrownBy(() -> world.serve(until("2026-01-01T09:00:00Z"), HOURLY))
                .hasMessage("killed");
        ServedWorld next = later("2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T02:00:00Z"), HOURLY);
        assertThat(next.resumed).containsExactly(world.begun.getFirst().id());
        assertThat(next.times()).containsExactly("2026-01-01T02:00:00Z");
    }

    @Test
    void aRunWhoseProcessWasKilledIsOnlyReportedIfThatIsThePolicy() {
        world.takes = Duration.ofDays(1);
        world.watch.at("2026-01-01T01:10:00Z", () -> {
            throw new AssertionError("killed");
        });
        assertThatThrownBy(() -> world.serve(until("2026-01-01T09:00:00Z"), HOURLY))
                .hasMessage("killed");
        ServedWorld next = later("2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T02:00:00Z").unfinished(Unfinished.REPORT), HOURLY);
        assertThat(next.resumed).isEmpty();
        assertThat(next.words(Kind.UNFINISHED))
                .singleElement()
                .asString()
                .endsWith("reeve resume " + world.begun.getFirst().id());
    }

    @Test
    void aFiringThatWasWrittenDownAndNotBegunRunsOnceAfterAKill() {
        world.beforeBegin = () -> {
            throw new AssertionError("killed");
        };
        assertThatThrownBy(() -> world.serve(until("2026-01-01T09:00:00Z"), HOURLY))
                .hasMessage("killed");
        ServedWorld next = later("2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T02:00:00Z"), HOURLY);
        assertThat(next.times()).containsExactly("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z");
        ServedWorld third = later("2026-01-01T02:20:00Z");
        third.ids = next.ids;
        third.runs.putAll(next.runs);
        third.serve(until("2026-01-01T03:00:00Z"), HOURLY);
        assertThat(third.times()).containsExactly("2026-01-01T03:00:00Z");
    }

    @Test
    void whatQueuedWhenTheProcessEndedRunsLater() {
        world.takes = Duration.ofMinutes(250);
        world.watch.at("2026-01-01T03:10:00Z", world::stop);
        world.serve(ServeOptions.DEFAULT.overlap(Overlap.queue(9)), HOURLY);
        assertThat(world.times()).containsExactly("2026-01-01T01:00:00Z");
        ServedWorld next = later("2026-01-01T03:20:00Z");
        next.serve(until("2026-01-01T03:30:00Z").overlap(Overlap.queue(9)), HOURLY);
        assertThat(next.times()).containsExactly("2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
    }

    @Test
    void aStopLetsRunsEndWithinTheGracePeriodAndThenCancels() {
        world.takes = Duration.ofMinutes(10);
        world.watch.at("2026-01-01T01:05:00Z", world::stop);
        ServeSummary summary = world.serve(ServeOptions.DEFAULT.grace(Duration.ofMinutes(20)), HOURLY);
        assertThat(summary).isEqualTo(new ServeSummary(1, 1, 0, 0, 0, 0, 0));
        ServedWorld next = later("2026-01-01T01:30:00Z");
        next.takes = Duration.ofMinutes(10);
        next.watch.at("2026-01-01T02:05:00Z", next::stop);
        ServeSummary second = next.serve(ServeOptions.DEFAULT.grace(Duration.ofSeconds(30)), HOURLY);
        assertThat(second).isEqualTo(new ServeSummary(1, 0, 0, 1, 1, 0, 0));
        assertThat(next.watch.wall()).isBetween("2026-01-01T02:05:30Z", "2026-01-01T02:05:31Z");
        assertThat(next.words(Kind.CANCELLING)).hasSize(1);
    }

    @Test
    void aFlowThatFailsOrCannotBeServedStopsNoOther() {
        Flow bad = Flow.define("bad", f -> {
            f.parameter("needed", String.class);
        });
        world.failing = "failing";
        ServeSummary summary = world.serve(
                until("2026-01-01T02:00:00Z"), bad, ServedWorld.flow("failing", Schedule.cron("0 * * * *")), HOURLY);
        assertThat(summary).isEqualTo(new ServeSummary(2, 2, 2, 0, 0, 0, 1));
        assertThat(world.words(Kind.REFUSED))
                .containsExactly("Flow \"bad\" is not served: it has no schedule. Give it one with f.schedule(..).");
    }

    @Test
    void aFilterThatThrowsEndsTheServingOfItsFlowAlone() {
        Schedule throwing = Schedule.cron("0 * * * *").onlyWhen(Filter.own("moody", time -> {
            if (time.getHour() > 2) {
                throw new IllegalStateException("no more");
            }
            return true;
        }));
        ServeSummary summary = world.serve(until("2026-01-01T05:00:00Z"), ServedWorld.flow("moody", throwing), HOURLY);
        assertThat(world.begun).filteredOn(each -> each.flow().equals("hourly")).hasSize(5);
        assertThat(summary.refused()).isEqualTo(1);
        assertThat(world.words(Kind.REFUSED)).singleElement().asString().contains("no more");
    }

    @Test
    void aFlowThatAnotherProcessServesIsRefusedOrWaitedFor() throws IOException {
        ServeFiles files = new ServeFiles(directory, "hourly");
        var lock = Records.in(directory).lock(files.servingLock()).orElseThrow();
        assertThat(world.serve(until("2026-01-01T02:00:00Z").standby(false), HOURLY)
                        .refused())
                .isEqualTo(1);
        assertThat(world.begun).isEmpty();
        ServedWorld second = later("2026-01-01T00:30:00Z");
        second.watch.at("2026-01-01T01:30:00Z", lock::release);
        second.serve(until("2026-01-01T02:00:00Z"), HOURLY);
        assertThat(second.times()).containsExactly("2026-01-01T02:00:00Z");
        assertThat(second.words(Kind.WAITING)).hasSize(1);
    }

    @Test
    void onceRunsWhatIsDueAndEnds() {
        ServeSummary first = world.serve(ServeOptions.DEFAULT.once(true), HOURLY);
        assertThat(first.succeeded()).isZero();
        ServedWorld next = later("2026-01-01T01:05:00Z");
        assertThat(next.serve(ServeOptions.DEFAULT.once(true), HOURLY).succeeded())
                .isEqualTo(1);
        ServedWorld third = later("2026-01-01T01:06:00Z");
        assertThat(third.serve(ServeOptions.DEFAULT.once(true), HOURLY).succeeded())
                .isZero();
    }

    @Test
    void aScheduleThatIsOverEndsServing() {
        Flow two = ServedWorld.flow(
                "two", Schedule.at(Instant.parse("2026-01-01T01:00:00Z"), Instant.parse("2026-01-01T02:00:00Z")));
        assertThat(world.serve(ServeOptions.DEFAULT, two).succeeded()).isEqualTo(2);
    }

    @Test
    void theNextFiringIsToldWithWhatClocksDoThere() {
        world = new ServedWorld(directory, "2026-03-28T12:00:00Z");
        world.serve(
                until("2026-03-29T12:00:00Z"),
                ServedWorld.flow("night", Schedule.cron("30 2 * * *").in("Europe/Berlin")));
        assertThat(world.words(Kind.NEXT).getFirst())
                .startsWith("Flow \"night\" runs next on Sun 2026-03-29 03:30 +02:00 Europe/Berlin, in 13 h 30 min. ")
                .contains("02:30");
    }

    @Test
    void twoFlowsOfOneNameAreRefused() {
        assertThatThrownBy(() -> world.serve(ServeOptions.DEFAULT, HOURLY, HOURLY))
                .hasMessage("Two flows are named \"hourly\". Give each a name of its own.");
    }

    @Test
    void overAYearWithBothClockChangesAllFiringsRunOnceInEveryZone() {
        List<String> zones = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago");
        List<String> crons = List.of("30 2 * * *", "15 1 * * SUN", "45 0-3 * 3,4,9,10,11 SUN");
        Flow[] flows = zones.stream()
                .flatMap(zone -> crons.stream()
                        .map(cron -> ServedWorld.flow(
                                zones.indexOf(zone) + " " + crons.indexOf(cron),
                                Schedule.cron(cron).in(zone))))
                .toArray(Flow[]::new);
        world.takes = Duration.ofMinutes(7);
        ServeSummary summary = world.serve(until("2027-01-01T00:30:00Z"), flows);
        for (Flow flow : flows) {
            List<Instant> expected = flow.schedule()
                    .orElseThrow()
                    .firings(Instant.parse("2026-01-01T00:30:00Z"))
                    .map(firing -> firing.time())
                    .takeWhile(time -> !time.isAfter(Instant.parse("2027-01-01T00:30:00Z")))
                    .toList();
            List<ServedWorld.Begun> ran = world.begun.stream()
                    .filter(each -> each.flow().equals(flow.name()))
                    .toList();
            assertThat(ran)
                    .as(flow.schedule().orElseThrow().words())
                    .extracting(ServedWorld.Begun::scheduled)
                    .isEqualTo(expected);
            assertThat(ran).allMatch(each -> each.at().equals(each.scheduled()));
            for (int i = 1; i < ran.size(); i++) {
                assertThat(ran.get(i).occasion().interval().from())
                        .isEqualTo(ran.get(i - 1).scheduled());
            }
        }
        assertThat(summary.failed() + summary.skipped()).isZero();
    }
}
