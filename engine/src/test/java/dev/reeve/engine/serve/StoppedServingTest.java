package dev.reeve.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.Records;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.ServeEvent.Kind;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.Unfinished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next process finds of one that was stopped or killed. */
final class StoppedServingTest {
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

    private ServedWorld after(ServedWorld before, String time) {
        ServedWorld next = new ServedWorld(directory, time);
        next.ids = before.ids;
        next.runs.putAll(before.runs);
        return next;
    }

    /** Stopped in the middle of a run, which is cancelled. */
    private String stopped() {
        world.takes = Duration.ofMinutes(30);
        world.watch.at("2026-01-01T01:05:00Z", world::stop);
        assertThat(world.serve(ServeOptions.DEFAULT, HOURLY).cutOff()).isEqualTo(1);
        return world.begun.getFirst().id();
    }

    @Test
    void aRunThatWasCancelledAsServingStoppedGoesOnWithTheNext() {
        String id = stopped();
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T02:00:00Z"), HOURLY);
        assertThat(next.resumed).containsExactly(id);
        assertThat(next.times()).containsExactly("2026-01-01T02:00:00Z");
        assertThat(next.words(Kind.RESUMED))
                .containsExactly("Run " + id + " of flow \"hourly\" for Thu 2026-01-01 01:00 +00:00 goes on: it was"
                        + " cancelled when serving stopped.");
        ServedWorld third = after(next, "2026-01-01T02:20:00Z");
        third.serve(until("2026-01-01T02:30:00Z"), HOURLY);
        assertThat(third.resumed).isEmpty();
    }

    @Test
    void aRunThatWasCancelledAsServingStoppedIsOnlyToldOfIfThatIsThePolicy() {
        String id = stopped();
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T02:00:00Z").unfinished(Unfinished.REPORT), HOURLY);
        assertThat(next.resumed).isEmpty();
        assertThat(next.words(Kind.UNFINISHED))
                .containsExactly("Run " + id + " of flow \"hourly\" for 2026-01-01T01:00:00Z was cancelled when serving"
                        + " stopped. To go on with it: reeve resume " + id);
        ServedWorld third = after(next, "2026-01-01T02:20:00Z");
        third.serve(until("2026-01-01T02:30:00Z"), HOURLY);
        assertThat(third.words(Kind.UNFINISHED)).isEmpty();
        assertThat(third.resumed).isEmpty();
    }

    @Test
    void aRunThatSomebodyElseCancelledStaysCancelled() {
        world.takes = Duration.ofMinutes(30);
        world.watch.at(
                "2026-01-01T01:05:00Z",
                () -> world.runs.get(world.begun.getFirst().id()).cancel("a person"));
        world.serve(until("2026-01-01T01:10:00Z"), HOURLY);
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T01:30:00Z"), HOURLY);
        assertThat(next.resumed).isEmpty();
    }

    @Test
    void aRunThatWasResumedByHandMeanwhileIsLeftAlone() {
        String id = stopped();
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        next.runs.get(id).outcome = new Going.Outcome(Going.Standing.SUCCEEDED, "Success", "");
        next.serve(until("2026-01-01T01:30:00Z"), HOURLY);
        assertThat(next.resumed).isEmpty();
        assertThat(next.words(Kind.UNFINISHED)).isEmpty();
    }

    @Test
    void aBackfillGoesOnWithWhatServingWasStoppedIn() throws Exception {
        String id = stopped();
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        Backfill backfill = new Backfill(
                HOURLY,
                new BackfillOptions(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T01:00:00Z"),
                        1,
                        false,
                        false,
                        RunOptions.DEFAULT,
                        row -> {}),
                directory,
                Records.in(directory),
                next,
                next.watch);
        assertThat(backfill.run()).extracting(Backfill.Row::fate).containsExactly(Backfill.Fate.SUCCEEDED);
        assertThat(next.resumed).containsExactly(id);
        assertThat(next.begun).isEmpty();
    }

    @Test
    void aFiringThatWasAboutToBeginAsServingStoppedIsDueWithTheNext() {
        world.takes = Duration.ofMinutes(30);
        world.watch.at("2026-01-01T01:05:00Z", () -> {
            ServedWorld.Run run = world.runs.get(world.begun.getFirst().id());
            run.stoppedAs = "NotBegun";
            world.stop();
        });
        world.serve(ServeOptions.DEFAULT, HOURLY);
        world.runs.clear(); // it left no record
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T01:30:00Z"), HOURLY);
        assertThat(next.times()).containsExactly("2026-01-01T01:00:00Z");
        ServedWorld third = after(next, "2026-01-01T01:40:00Z");
        third.serve(until("2026-01-01T01:50:00Z"), HOURLY);
        assertThat(third.begun).isEmpty();
    }

    @Test
    void aStoppedRunWhoseRecordIsGoneIsSaidAndNotRunAgain() {
        stopped();
        world.runs.clear();
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T01:30:00Z"), HOURLY);
        assertThat(next.begun).isEmpty();
        assertThat(next.words(Kind.UNFINISHED))
                .singleElement()
                .asString()
                .contains("was cancelled when serving stopped, and its record is gone. It is not run again.");
    }

    /** Killed between the line in the log and the record, at that place of what follows. */
    private void killedBeforeTheRecord() {
        world.beforeBegin = () -> {
            throw new AssertionError("killed");
        };
        assertThatThrownBy(() -> world.serve(until("2026-01-01T09:00:00Z"), HOURLY))
                .hasMessage("killed");
    }

    @Test
    void aFiringThatWasNotBegunIsSaidAndFallsUnderTheCatchUpPolicy() {
        killedBeforeTheRecord();
        ServedWorld next = after(world, "2026-01-01T04:30:00Z");
        next.serve(until("2026-01-01T04:40:00Z"), HOURLY);
        assertThat(next.times()).as("the last of what was missed").containsExactly("2026-01-01T04:00:00Z");
        assertThat(next.words(Kind.MISSED))
                .containsExactly(
                        "Flow \"hourly\" was about to run for Thu 2026-01-01 01:00 +00:00 when its process ended.",
                        "Flow \"hourly\" missed 4 firings, from Thu 2026-01-01 01:00 +00:00 to Thu 2026-01-01 04:00"
                                + " +00:00, for nobody served it then. The last one runs now; the others never do.");
    }

    @Test
    void aFiringThatWasNotBegunRunsWithAllThatWasMissed() {
        killedBeforeTheRecord();
        ServedWorld next = after(world, "2026-01-01T03:30:00Z");
        next.serve(until("2026-01-01T03:40:00Z").catchUp(CatchUp.all(10)), HOURLY);
        assertThat(next.times())
                .containsExactly("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
    }

    @Test
    void aFiringThatWasNotBegunAndWhoseScheduleChangedIsSaid() {
        killedBeforeTheRecord();
        ServedWorld next = after(world, "2026-01-01T01:20:00Z");
        next.serve(until("2026-01-01T01:40:00Z"), ServedWorld.flow("hourly", Schedule.cron("30 * * * *")));
        assertThat(next.words(Kind.SKIPPED))
                .containsExactly(
                        "Flow \"hourly\" is not run for 2026-01-01T01:00:00Z, although it was about to when its"
                                + " process ended: its schedule has no such firing any more.");
        assertThat(next.times()).containsExactly("2026-01-01T01:30:00Z");
    }

    @Test
    void aRunWhoseRecordIsDamagedIsSaidAndNotRunAgain() throws IOException {
        killedBeforeTheRecord();
        String id = Files.readAllLines(new ServeFiles(directory, "hourly").log())
                .get(1)
                .split("\t", -1)[1];
        Files.write(directory.resolve(id + ".run"), new byte[4000]);
        Records records = Records.in(directory);
        ServedWorld next = new ServedWorld(directory, "2026-01-01T01:20:00Z") {
            @Override
            public boolean ran(String runId) throws IOException {
                return records.ran(runId);
            }
        };
        next.serve(until("2026-01-01T01:30:00Z"), HOURLY);
        assertThat(next.begun).isEmpty();
        assertThat(next.words(Kind.UNFINISHED))
                .singleElement()
                .asString()
                .contains("was not finished, and cannot go on. It is not run again.");
    }

    @Test
    void theBeginningOfARecordThatWasCutOffIsNoRun() throws IOException {
        Records records = Records.in(directory);
        for (int length : List.of(0, 5, 11)) {
            Files.write(directory.resolve("a.run"), new byte[length]);
            assertThat(records.ran("a")).as("%s bytes", length).isFalse();
        }
        assertThat(records.ran("none")).isFalse();
        Files.write(directory.resolve("b.run"), new byte[12]);
        assertThat(records.ran("b")).isTrue();
    }
}
