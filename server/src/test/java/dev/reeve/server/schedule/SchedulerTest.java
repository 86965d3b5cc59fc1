package dev.reeve.server.schedule;

import static dev.reeve.server.schedule.Board.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.policy.Clocks;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is due, begun once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulerTest {
    private static final Schedule HOURLY = Schedule.cron("0 * * * *");
    private static final Instant LATER = T0.plus(Duration.ofHours(3).plusSeconds(1));

    private Board board;

    @BeforeAll
    void open() {
        board = new Board();
    }

    @AfterAll
    void close() {
        board.close();
    }

    private static Instant hour(int hour) {
        return T0.plus(Duration.ofHours(hour));
    }

    private void tick(Instant now) {
        boolean ignored = board.scheduler.tick(now);
    }

    private void hours(int from, int to) {
        for (int hour = from; hour <= to; hour++) {
            tick(hour(hour));
        }
    }

    @Test
    void firingBeginsARunOfTheNewestVersionWithItsDataAndItsParameters() {
        int id = board.schedule("with data", HOURLY.labels("gpu"), Overlap.SKIP, CatchUp.LAST);
        tick(hour(1));

        List<Map<String, Object>> runs =
                board.rows("select i.*, f.due_at from firing b join run_input i on i.run_id = b.run_id"
                        + " join run_queue f on f.run_id = i.run_id where b.schedule_id = " + id);
        assertThat(runs).hasSize(1);
        assertThat(runs.getFirst()).containsEntry("cause", "SCHEDULE").containsEntry("submitted_by", "its schedule");
        assertThat(runs.getFirst().get("words").toString()).contains("its schedule's firing of Fri 2026-03-20 01:00");
        assertThat(board.rows("select 1 from run_input where data_from = '2026-03-20T00:00:00Z' and data_to ="
                        + " '2026-03-20T01:00:00Z' and labels = '{gpu}'"))
                .hasSize(1);
        assertThat(board.stored(id).nextAt()).isEqualTo(hour(2));
    }

    @Test
    void runOfAScheduleTellsItsDayInTheZoneOfTheSchedule() {
        FlowVersion flow = board.flow("of the day", "{flow_name} {today} {interval_from:HH} {who}");
        Schedule midnight = Schedule.cron("0 0 * * *").in("Pacific/Auckland").parameters(Map.of("who", "Ann"));
        int id = board.schedule(flow, "default", midnight, Overlap.SKIP, CatchUp.LAST);
        tick(T0.plus(Duration.ofHours(11))); // midnight there, with thirteen hours ahead

        UUID run = (UUID) board.rows("select run_id from firing where schedule_id = " + id)
                .getFirst()
                .get("run_id");
        RunView view = board.ledger.runs().run(run).orElseThrow();
        assertThat(view.meantAt()).isEqualTo(T0.plus(Duration.ofHours(11)));
        assertThat(view.zone()).isEqualTo("Pacific/Auckland");
        assertThat(view.name()).isEqualTo("of the day 2026-03-21 00 Ann");
        board.endRuns();
    }

    @Test
    void overlappingFiringIsLeftOutAndSaysOfWhichRun() {
        int id = board.schedule("skips", HOURLY, Overlap.SKIP, CatchUp.LAST);
        hours(1, 2);
        board.endRuns();
        hours(3, 3);

        assertThat(board.firings(id)).containsExactly(hour(1) + " ended", hour(2) + " skipped", hour(3) + " running");
        assertThat(board.rows("select words from firing where schedule_id = " + id + " and state = 'skipped'")
                        .getFirst()
                        .get("words")
                        .toString())
                .contains("still goes on");
    }

    @Test
    void queuedFiringBeginsWhenTheRunBeforeItEnds() {
        int id = board.schedule("queues", HOURLY, Overlap.queue(2), CatchUp.LAST);
        hours(1, 4);
        assertThat(board.firings(id))
                .containsExactly(
                        hour(1) + " running", hour(2) + " waiting", hour(3) + " waiting", hour(4) + " skipped");

        board.endRuns();
        tick(hour(4).plusSeconds(5)); // not its time: a run ended
        assertThat(board.firings(id))
                .containsExactly(hour(1) + " ended", hour(2) + " running", hour(3) + " waiting", hour(4) + " skipped");
        board.endRuns();
    }

    @Test
    void runsGoOnBesideEachOtherUpToTheLimit() {
        int id = board.schedule("allows", HOURLY, Overlap.allow(2), CatchUp.LAST);
        hours(1, 3);

        assertThat(board.firings(id)).containsExactly(hour(1) + " running", hour(2) + " running", hour(3) + " skipped");
        board.endRuns();
    }

    @Test
    void runIsCancelledForALaterFiringThatBeginsWhenItHasEnded() {
        int id = board.schedule("cancels", HOURLY, Overlap.CANCEL, CatchUp.LAST);
        hours(1, 2);
        assertThat(board.firings(id)).containsExactly(hour(1) + " running", hour(2) + " waiting");
        tick(hour(2).plusSeconds(1)); // nobody held the first one, so it ended at once
        hours(3, 3);
        tick(hour(3).plusSeconds(1));

        assertThat(board.firings(id)).containsExactly(hour(1) + " ended", hour(2) + " ended", hour(3) + " running");
        assertThat(board.rows("select r.state from firing f join flow_run r on r.id = f.run_id where f.schedule_id = "
                        + id + " order by f.at"))
                .extracting(row -> ((Number) row.get("state")).intValue())
                .startsWith(15, 15);
        board.endRuns();
    }

    @Test
    void missedFiringsAreMadeUpForAsThePolicySays() {
        int none = board.schedule("none", HOURLY, Overlap.allow(9), CatchUp.NONE);
        int last = board.schedule("last", HOURLY, Overlap.allow(9), CatchUp.LAST);
        int all = board.schedule("all", HOURLY, Overlap.SKIP, CatchUp.all(2));
        tick(LATER.plusSeconds(120));

        assertThat(board.firings(none)).containsExactly(hour(1) + " missed");
        assertThat(board.firings(last)).containsExactly(hour(1) + " missed", hour(3) + " running");
        assertThat(board.firings(all)).containsExactly(hour(1) + " missed", hour(2) + " running", hour(3) + " waiting");
        assertThat(board.rows("select words from firing where schedule_id = " + none)
                        .getFirst()
                        .get("words"))
                .isEqualTo(
                        "missed 3 firings, from Fri 2026-03-20 01:00 +00:00 to Fri 2026-03-20 03:00 +00:00, for nobody"
                                + " served it then. They are not made up for, as the catch-up policy says.");
        board.endRuns();
        tick(LATER.plusSeconds(121));
        assertThat(board.firings(all)).containsExactly(hour(1) + " missed", hour(2) + " ended", hour(3) + " running");
    }

    @Test
    void clockThatIsPutBackRunsNothingAgain() {
        int id = board.schedule("back", HOURLY, Overlap.allow(99), CatchUp.all(99));
        hours(1, 3);
        tick(hour(1));
        tick(hour(2).plusSeconds(30));
        hours(3, 4);

        assertThat(board.firings(id))
                .containsExactly(
                        hour(1) + " running", hour(2) + " running", hour(3) + " running", hour(4) + " running");
    }

    @Test
    void pauseTakesBackWhatNobodyBeganAndTheRestGoesOn() {
        int id = board.schedule("pauses", HOURLY, Overlap.allow(2), CatchUp.LAST);
        hours(1, 2);
        board.sql("delete from run_queue q using firing f where f.run_id = q.run_id and f.schedule_id = " + id
                + " and f.at = '" + hour(1) + "'"); // an agent has it
        Changes changes = new Changes(board.scheduler.decisions());
        boolean done = board.database
                .jdbi()
                .inTransaction(handle -> changes.pause(handle, board.stored(id), "ada", "holidays"));

        assertThat(done).isTrue();
        assertThat(board.firings(id)).startsWith(hour(1) + " running", hour(2) + " withdrawn");
        int before = board.firings(id).size();
        hours(3, 5);
        assertThat(board.firings(id)).hasSize(before);
        board.endRuns();
    }

    @Test
    void firingThatTheNewestVersionCannotRunWithIsLeftOutAndSaysWhy() {
        int id = board.schedule("strange", HOURLY.parameter("nobody", 1), Overlap.SKIP, CatchUp.LAST);
        tick(hour(1));

        assertThat(board.firings(id)).containsExactly(hour(1) + " skipped");
        assertThat(board.rows("select words from firing where schedule_id = " + id)
                        .getFirst()
                        .get("words")
                        .toString())
                .contains("parameter nobody is no parameter of the flow");
    }

    @Test
    void threeServersThatAreKilledAnywhereBeginEachFiringOnce() throws InterruptedException {
        Schedule schedule = Schedule.cron("30 2 * * *")
                .in("Europe/Berlin")
                .and(Schedule.cron("*/30 0-3 * * SUN").in("America/New_York").parameter("country", "Italy"))
                .and(Schedule.every(Duration.ofHours(36)).parameter("country", "Spain"));
        Schedule plain = Schedule.cron("15 1 * * *").in("Europe/Berlin");
        try (Board sim = new Board()) {
            sim.ledger
                    .catalog()
                    .register(
                            sim.project.id(),
                            new dev.reeve.server.ledger.Registration(
                                    "sim",
                                    "b1",
                                    new dev.reeve.server.ledger.FlowStructure(List.of()),
                                    "[{\"name\":\"country\",\"type\":\"String\",\"json\":\"string\",\"required\":false,"
                                            + "\"help\":\"\"}]",
                                    null,
                                    "{}",
                                    List.of(),
                                    ""));
            var flow = sim.ledger.catalog().newest(sim.project.id(), "sim").orElseThrow();
            int first = sim.schedule(flow, "default", schedule, Overlap.allow(100_000), CatchUp.all(100_000));
            int second = sim.schedule(flow, "second", plain, Overlap.allow(100_000), CatchUp.all(100_000));
            Instant end = Instant.parse("2026-11-10T00:00:00Z");
            int killed = simulate(sim, end);

            assertThat(killed).isGreaterThan(20);
            assertThat(began(sim, first)).isEqualTo(expected(schedule, end));
            assertThat(began(sim, second)).isEqualTo(expected(plain, end));
            assertThat(sim.rows("select count(*) as n from flow_run").getFirst().get("n"))
                    .isEqualTo((long) expected(schedule, end).size()
                            + expected(plain, end).size());
        }
    }

    /** Time goes on in steps from a second to four days; answers how many servers were killed. */
    private static int simulate(Board sim, Instant end) throws InterruptedException {
        Random random = new Random(20_260_329);
        int killed = 0;
        Instant now = T0;
        while (now.isBefore(end)) {
            long step = random.nextInt(4) == 0 ? random.nextLong(1, 300) : random.nextLong(3_600, 345_600);
            now = now.plusSeconds(step);
            now = now.isAfter(end) ? end : now;
            killed += together(sim, random, now, 40);
        }
        int ignored = together(sim, random, end, Integer.MAX_VALUE);
        return killed;
    }

    private static int together(Board sim, Random random, Instant now, int outOf) throws InterruptedException {
        List<Throwable> ends = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> servers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Random own = new Random(random.nextLong());
            servers.add(Thread.ofPlatform().start(() -> {
                try {
                    boolean ignored = sim.mortal(own, outOf).tick(now);
                } catch (Throwable e) {
                    ends.add(e);
                }
            }));
        }
        for (Thread server : servers) {
            server.join();
        }
        assertThat(ends).allMatch(Killed.class::isInstance);
        return ends.size();
    }

    private static TreeSet<String> expected(Schedule schedule, Instant end) {
        TreeSet<String> all = new TreeSet<>();
        schedule.firings(T0).takeWhile(firing -> !firing.time().isAfter(end)).forEach(firing -> all.add(key(firing)));
        return all;
    }

    private static String key(Firing firing) {
        return firing.time() + " " + Clocks.key(firing);
    }

    /** Firings with a run each; a firing without, or a run of two, would be missing or too many. */
    private static TreeSet<String> began(Board sim, int schedule) {
        Map<Object, String> byRun = new TreeMap<>();
        sim.rows("select at, clock, run_id from firing where clock <> '*' and schedule_id = " + schedule)
                .forEach(row -> byRun.put(
                        String.valueOf(row.get("run_id")),
                        ((java.sql.Timestamp) row.get("at")).toInstant() + " " + row.get("clock")));
        return new TreeSet<>(byRun.values());
    }
}
