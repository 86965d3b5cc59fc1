package dev.reeve.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.Records;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.ServeOptions;
import dev.reeve.spi.Occasion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackfillTest {
    private static final Flow DAILY =
            ServedWorld.flow("daily", Schedule.cron("0 0 * * *").in("Europe/Berlin"));

    @TempDir
    private Path directory;

    private ServedWorld world;
    private final List<Backfill.Row> told = new ArrayList<>();

    @BeforeEach
    void aWorld() {
        world = new ServedWorld(directory, "2026-06-01T00:00:00Z");
    }

    private BackfillOptions days(int atOnce, boolean again, boolean keepGoing) {
        return new BackfillOptions(
                Instant.parse("2026-03-27T23:00:00Z"),
                Instant.parse("2026-03-31T22:00:00Z"),
                atOnce,
                again,
                keepGoing,
                RunOptions.DEFAULT,
                told::add);
    }

    private Backfill of(Flow flow, BackfillOptions options) {
        return new Backfill(flow, options, directory, Records.in(directory), world, world.watch);
    }

    private static List<Backfill.Fate> fates(List<Backfill.Row> rows) {
        return rows.stream().map(Backfill.Row::fate).toList();
    }

    @Test
    void eachIntervalInTheSpanRunsOnceAlsoWhereClocksChange() throws Exception {
        List<Backfill.Row> rows = of(DAILY, days(1, false, false)).run();
        assertThat(world.begun)
                .extracting(each -> each.occasion().interval() + "")
                .containsExactly(
                        "DataInterval[from=2026-03-27T23:00:00Z, to=2026-03-28T23:00:00Z]",
                        "DataInterval[from=2026-03-28T23:00:00Z, to=2026-03-29T22:00:00Z]",
                        "DataInterval[from=2026-03-29T22:00:00Z, to=2026-03-30T22:00:00Z]",
                        "DataInterval[from=2026-03-30T22:00:00Z, to=2026-03-31T22:00:00Z]");
        assertThat(world.begun.getFirst().occasion().cause()).isEqualTo(Occasion.Cause.BACKFILL);
        assertThat(fates(rows)).containsOnly(Backfill.Fate.SUCCEEDED).hasSize(4);
        assertThat(world.mostAtOnce).isEqualTo(1);
    }

    @Test
    void whatIsDoneIsNotDoneAgainUnlessAsked() throws Exception {
        of(DAILY, days(2, false, false)).run();
        assertThat(world.mostAtOnce).isEqualTo(2);
        assertThat(fates(of(DAILY, days(1, false, false)).run())).containsOnly(Backfill.Fate.DONE_BEFORE);
        assertThat(world.begun).hasSize(4);
        assertThat(fates(of(DAILY, days(1, true, false)).run())).containsOnly(Backfill.Fate.SUCCEEDED);
        assertThat(world.begun).hasSize(8);
    }

    @Test
    void whatServingDidIsDone() throws Exception {
        ServedWorld served = new ServedWorld(directory, "2026-03-28T12:00:00Z");
        served.serve(ServeOptions.DEFAULT.until(Instant.parse("2026-03-30T12:00:00Z")), DAILY);
        world.ids = 100;
        assertThat(fates(of(DAILY, days(1, false, false)).plan()))
                .containsExactly(
                        Backfill.Fate.DONE_BEFORE,
                        Backfill.Fate.DONE_BEFORE,
                        Backfill.Fate.TO_RUN,
                        Backfill.Fate.TO_RUN);
        assertThat(world.begun).isEmpty();
    }

    @Test
    void theFirstFailureEndsItUnlessItIsToGoOn() throws Exception {
        world.failing = "daily";
        assertThat(fates(of(DAILY, days(1, false, false)).run()))
                .containsExactly(
                        Backfill.Fate.FAILED, Backfill.Fate.TO_RUN, Backfill.Fate.TO_RUN, Backfill.Fate.TO_RUN);
        assertThat(fates(of(DAILY, days(1, false, true)).run())).containsOnly(Backfill.Fate.FAILED);
        assertThat(world.begun).hasSize(5);
    }

    @Test
    void aRunThatWasKilledGoesOn() throws Exception {
        world.takes = Duration.ofHours(2);
        world.watch.after(Duration.ofHours(3), () -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> of(DAILY, days(1, false, false)).run()).hasMessage("killed");
        ServedWorld before = world;
        world = new ServedWorld(directory, "2026-06-01T04:00:00Z");
        world.ids = 100;
        world.runs.putAll(before.runs);
        List<Backfill.Row> rows = of(DAILY, days(1, false, false)).run();
        assertThat(world.resumed).containsExactly(before.begun.get(1).id());
        assertThat(world.begun).hasSize(2);
        assertThat(fates(rows))
                .containsExactly(
                        Backfill.Fate.DONE_BEFORE,
                        Backfill.Fate.SUCCEEDED,
                        Backfill.Fate.SUCCEEDED,
                        Backfill.Fate.SUCCEEDED);
    }

    @Test
    void aStopCancelsWhatRuns() throws Exception {
        world.takes = Duration.ofHours(2);
        Backfill backfill = of(DAILY, days(1, false, true));
        world.watch.after(Duration.ofHours(1), backfill::stop);
        assertThat(fates(backfill.run()))
                .containsExactly(
                        Backfill.Fate.CANCELLED, Backfill.Fate.TO_RUN, Backfill.Fate.TO_RUN, Backfill.Fate.TO_RUN);
    }

    @Test
    void oneProcessAtATimeFillsAFlow() throws Exception {
        Records.in(directory).lock(new ServeFiles(directory, "daily").backfillLock());
        assertThatThrownBy(() -> of(DAILY, days(1, false, false)).run())
                .hasMessage("Another process fills intervals of flow \"daily\". Wait for its end, or stop it.");
    }
}
