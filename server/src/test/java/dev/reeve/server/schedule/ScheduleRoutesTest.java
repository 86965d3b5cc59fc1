package dev.reeve.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.Backfill;
import dev.reeve.api.BackfillFate;
import dev.reeve.api.BackfillInterval;
import dev.reeve.api.BackfillState;
import dev.reeve.api.FieldError;
import dev.reeve.api.FiringState;
import dev.reeve.api.FlowSchedule;
import dev.reeve.api.NewBackfill;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewSchedule;
import dev.reeve.api.Registration;
import dev.reeve.api.SchedulePreview;
import dev.reeve.api.UpcomingFiring;
import dev.reeve.client.RefusedException;
import dev.reeve.client.Schedules;
import dev.reeve.client.ServerJson;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.core.type.TypeReference;

/** Schedules and backfills as people ask for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleRoutesTest {
    private static final Schedule DAILY =
            Schedule.cron("30 2 * * *").in("Europe/Berlin").parameter("days", 1);

    private TestServer server;
    private Schedules schedules;
    private int structures;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        server.admin().createProject(new NewProject("Demo", ""));
        schedules = server.admin().schedules();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Map<String, Object> json(Schedule schedule) {
        return ServerJson.MAPPER.readValue(ScheduleJson.write(schedule), new TypeReference<>() {});
    }

    private static NewSchedule of(Schedule schedule) {
        return new NewSchedule(json(schedule), null, null);
    }

    private String flow(String name) throws InterruptedException {
        return register(name, null);
    }

    private String register(String name, Schedule schedule) throws InterruptedException {
        Registration bare = Samples.registration(name, String.format("%064x", ++structures));
        Registration flow = new Registration(
                bare.name(),
                bare.description(),
                bare.structureHash(),
                bare.nodes(),
                bare.edges(),
                bare.parameters(),
                schedule == null ? null : json(schedule),
                bare.labels(),
                bare.readme(),
                bare.bundle(),
                bare.reeve(),
                bare.javaRelease());
        return server.admin().register("Demo", flow).flowId();
    }

    /** The server does it by itself, at the edge of a process: there is nothing to wait for but what it answers. */
    private static void until(Callable<Boolean> condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        try {
            while (!condition.call()) {
                assertThat(System.nanoTime()).as("still not so").isLessThan(end);
                LockSupport.parkNanos(20_000_000);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private FlowSchedule shown(String flow) throws InterruptedException {
        return schedules.one(flow, "default", null, 3, 10);
    }

    /** All runs end well, without an agent. */
    private void endRuns() {
        server.sql("update flow_run set state = 8, detail = null where state < 8");
        server.sql("delete from run_queue");
    }

    @Test
    void scheduleOfTheCodeIsKeptToAndFollowsItsVersions() throws InterruptedException {
        String flow = register("coded", DAILY);
        assertThat(shown(flow).own()).isTrue();
        assertThat(shown(flow).words()).contains("Europe/Berlin");

        register("coded", Schedule.cron("0 7 * * *").parameter("days", 2));
        assertThat(shown(flow).upcoming().getFirst().at().toString()).endsWith("T07:00:00Z");

        register("coded", null);
        assertThat(schedules.of(flow).items()).isEmpty();
    }

    @Test
    void scheduleThatIsSetHereStandsBeforeThatOfTheCodeUntilItIsDeleted() throws InterruptedException {
        String flow = register("both", DAILY);
        FlowSchedule set =
                schedules.set(flow, "default", of(Schedule.cron("0 5 * * *").parameter("days", 3)));
        assertThat(set.own()).isFalse();
        assertThat(set.setBy()).isNotEmpty();
        register("both", Schedule.cron("0 8 * * *").parameter("days", 2));
        assertThat(shown(flow).upcoming().getFirst().at().toString()).endsWith("T05:00:00Z");

        schedules.delete(flow, "default");
        assertThat(shown(flow).own()).isTrue();
        assertThat(shown(flow).upcoming().getFirst().at().toString()).endsWith("T08:00:00Z");
        assertThatThrownBy(() -> schedules.delete(flow, "default")).hasMessageContaining("in the flow's code");
    }

    @Test
    void nextFiringsTellWhatClocksDo() throws InterruptedException {
        String flow = flow("told");
        schedules.set(flow, "default", of(DAILY));
        FlowSchedule shown = schedules.one(flow, "default", Instant.parse("2027-03-27T12:00:00Z"), 2, 0);

        assertThat(shown.upcoming().getFirst().local()).isEqualTo("2027-03-28T03:30+02:00");
        assertThat(shown.upcoming().getFirst().notes()).isNotEmpty();
        assertThat(shown.upcoming().getFirst().parameters()).containsEntry("days", 1);
    }

    @Test
    void scheduleThatIsNotSetTellsWhatItWouldDoAndWhatItLacks() throws InterruptedException {
        String flow = flow("previewed");
        SchedulePreview preview = schedules.preview(flow, of(DAILY), Instant.parse("2027-03-26T12:00:00Z"), 3);

        assertThat(preview.words()).contains("02:30").contains("Europe/Berlin");
        assertThat(preview.upcoming())
                .extracting(UpcomingFiring::local)
                .containsExactly("2027-03-27T02:30+01:00", "2027-03-28T03:30+02:00", "2027-03-29T02:30+02:00");
        assertThat(preview.upcoming().get(1).notes()).isNotEmpty();
        assertThat(preview.errors()).isEmpty();
        assertThat(schedules.of(flow).items()).isEmpty();

        NewSchedule bare = new NewSchedule(json(Schedule.cron("0 6 * * *")), "often", null);
        SchedulePreview lacking = schedules.preview(flow, bare, null, 1);
        assertThat(lacking.upcoming()).hasSize(1);
        assertThat(lacking.errors())
                .extracting(FieldError::pointer)
                .containsExactly("/overlap", "/schedule/clocks/0/parameters/days");
        assertThatThrownBy(() -> schedules.preview(flow, new NewSchedule(Map.of("format", 9), null, null), null, 1))
                .hasMessageContaining("cannot be kept to");
        assertThatThrownBy(() -> schedules.preview(flow, new NewSchedule(null, null, null), null, 1))
                .hasMessageContaining("has none in its code");
    }

    @Test
    void listTellsWhatBecameOfTheLastFiring() throws InterruptedException {
        String flow = flow("listed");
        schedules.set(flow, "default", of(DAILY));
        assertThat(schedules.of(flow).items().getFirst().last()).isEmpty();
        server.sql("insert into firing (schedule_id, at, clock, state, cause, words, decided_at)"
                + " select id, t, 'x', s, 'SCHEDULE', '', now() from flow_schedule,"
                + " (values (now() - interval '2 days', 'ended'), (now() - interval '1 day', 'missed')) v(t, s)"
                + " where flow_id = " + flow);

        assertThat(schedules.of(flow).items().getFirst().last())
                .singleElement()
                .satisfies(last -> assertThat(last.state()).isEqualTo(FiringState.MISSED));
    }

    @Test
    void policiesAreChangedWithoutTheSchedule() throws InterruptedException {
        String flow = register("policies", DAILY);
        schedules.set(flow, "default", new NewSchedule(null, "queue:3", "all:5"));
        FlowSchedule set = schedules.set(flow, "default", new NewSchedule(null, null, "none"));

        assertThat(set.own()).isTrue();
        assertThat(set.overlap()).isEqualTo("queue:3");
        assertThat(set.catchUp()).isEqualTo("none");
    }

    @Test
    void whatCannotBeKeptToIsRefusedByItsField() throws InterruptedException {
        String flow = flow("wrong");
        String at = "/api/v1/flows/" + flow + "/schedules/default";
        assertThat(put(at, of(Schedule.cron("0 6 * * *"))))
                .startsWith("/schedule/clocks/0/parameters/days: is missing");
        assertThat(put(at, of(DAILY.parameter("x", 1)))).startsWith("/schedule/clocks/0/parameters/x: is no parameter");
        assertThat(put(at, of(DAILY.labels("a\nb")))).startsWith("/schedule/clocks/0/labels/0: must be a label");
        assertThat(put(at, new NewSchedule(Map.of("format", 9), null, null)))
                .startsWith("/schedule: cannot be kept to");
        assertThat(put(at, new NewSchedule(json(DAILY), "often", null))).startsWith("/overlap: takes skip, queue");
        assertThat(put(at, new NewSchedule(null, null, null))).startsWith("/schedule: is missing");
        assertThatThrownBy(() -> register("wrong too", DAILY.parameter("x", 1)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(422));
    }

    private String put(String path, NewSchedule schedule) {
        return server.wire()
                .json("PUT", path, TestServer.ADMIN, ServerJson.MAPPER.writeValueAsString(schedule))
                .firstError();
    }

    @Test
    void dueRunBeginsByItselfAndPausingKeepsTheRestBack() throws InterruptedException {
        String flow = flow("due");
        schedules.set(
                flow,
                "default",
                new NewSchedule(json(Schedule.every(Duration.ofSeconds(1)).parameter("days", 4)), "allow:1000", null));
        until(() -> !shown(flow).last().isEmpty());
        FlowSchedule paused = schedules.pause(flow, "default", "enough");

        assertThat(paused.pauseReason()).isEqualTo("enough");
        assertThat(paused.nextAt()).isNull();
        assertThat(paused.last()).isNotEmpty().allMatch(firing -> firing.state() == FiringState.WITHDRAWN);
        assertThat(server.rows("select distinct r.state from firing f join flow_run r on r.id = f.run_id"
                        + " join flow_schedule s on s.id = f.schedule_id where s.flow_id = " + flow))
                .containsExactly(Map.of("state", 15));
        server.sql(
                "update flow_schedule set decided_until = decided_until - interval '1 minute' where flow_id = " + flow);
        FlowSchedule resumed = schedules.resume(flow, "default");
        assertThat(resumed.pausedAt()).isNull();
        assertThat(resumed.last())
                .anySatisfy(firing -> assertThat(firing.words()).contains("fell into the pause by"));
        schedules.delete(flow, "default");
    }

    private static NewBackfill january(Integer most, boolean keepGoing, String key) {
        return new NewBackfill(
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-06T12:00:00Z"),
                null,
                most,
                null,
                keepGoing,
                Map.of("country", "Italy"),
                key);
    }

    private static List<BackfillFate> fates(Backfill backfill) {
        return backfill.intervals().stream().map(BackfillInterval::fate).toList();
    }

    @Test
    void backfillRunsEachIntervalOnceAndNoMoreAtOnceThanAsked() throws InterruptedException {
        String flow = flow("filled");
        schedules.set(flow, "default", of(DAILY));
        Backfill plan = schedules.backfill(flow, january(2, false, null), true);
        assertThat(plan.id()).isNull();
        assertThat(plan.counts().toRun()).isEqualTo(5);
        assertThat(plan.intervals().getFirst().from()).isEqualTo("2026-01-01T01:30:00Z");
        assertThat(plan.intervals().getFirst().parameters()).isEqualTo(Map.of("days", 1, "country", "Italy"));

        Backfill asked = schedules.backfill(flow, january(2, false, "jan"), false);
        String id = asked.id();
        assertThat(schedules.backfill(flow, january(2, false, "jan"), false).id())
                .isEqualTo(id);
        assertThat(schedules
                        .backfill(flow, january(2, false, null), true)
                        .counts()
                        .elsewhere())
                .isEqualTo(5);
        until(() -> {
            Backfill now = schedules.backfill(id);
            assertThat(now.counts().running()).isLessThanOrEqualTo(2);
            endRuns();
            return now.state() == BackfillState.ENDED;
        });
        assertThat(schedules.backfill(id).counts().succeeded()).isEqualTo(5);
        assertThat(server.rows(
                        "select cause from run_input i join flow_run r on r.id = i.run_id where r.flow_id = " + flow))
                .hasSize(5)
                .allMatch(row -> row.get("cause").equals("BACKFILL"));
        assertThat(schedules
                        .backfill(flow, january(2, false, null), true)
                        .counts()
                        .doneBefore())
                .isEqualTo(5);
        assertThat(schedules.backfills(flow).items()).hasSize(1);
    }

    @Test
    void failureEndsABackfillUnlessItIsToKeepGoing() throws InterruptedException {
        String flow = flow("failing");
        schedules.set(flow, "default", of(DAILY));
        String halting =
                schedules.backfill(flow, january(1, false, null), false).id();
        fail(halting);
        assertThat(fates(schedules.backfill(halting)))
                .containsExactly(
                        BackfillFate.FAILED,
                        BackfillFate.TO_RUN,
                        BackfillFate.TO_RUN,
                        BackfillFate.TO_RUN,
                        BackfillFate.TO_RUN);
        assertThat(schedules.backfill(halting).words()).contains("so no more were begun");

        String going = schedules.backfill(flow, january(5, true, null), false).id();
        fail(going);
        assertThat(schedules.backfill(going).counts().failed()).isEqualTo(5);
    }

    private void fail(String backfill) {
        until(() -> {
            server.sql("update flow_run set state = 13, detail = null where state < 8 and id in"
                    + " (select run_id from backfill_interval where backfill_id = '" + backfill + "')");
            return schedules.backfill(backfill).state() == BackfillState.ENDED;
        });
    }

    @Test
    void cancelledBackfillBeginsNoMoreAndEndsItsRuns() throws InterruptedException {
        String flow = flow("stopped");
        schedules.set(flow, "default", of(DAILY));
        String id = schedules.backfill(flow, january(1, false, null), false).id();
        until(() -> schedules.backfill(id).counts().running() == 1);
        schedules.cancelBackfill(id, "wrong month");
        until(() -> schedules.backfill(id).state() == BackfillState.CANCELLED);

        assertThat(schedules.backfill(id).counts().cancelled()).isEqualTo(5);
        assertThat(schedules.backfill(id).words()).contains("wrong month");
        assertThatThrownBy(() -> schedules.cancelBackfill(id, "")).hasMessageContaining("has ended");
    }

    @Test
    void whoMayNotSeeAProjectSeesNoneOfItsSchedulesAndBackfills() throws InterruptedException {
        String flow = flow("hidden");
        schedules.set(flow, "default", of(DAILY));
        String id = schedules.backfill(flow, january(1, false, null), false).id();
        server.admin().createProject(new NewProject("Other", ""));
        String key = server.admin()
                .createKey(new dev.reeve.api.NewKey(
                        "k", dev.reeve.api.KeyKind.USER, dev.reeve.api.Role.MEMBER, "Other", null))
                .key();

        assertThat(server.wire()
                        .get("/api/v1/flows/" + flow + "/schedules/default", key)
                        .status())
                .isEqualTo(404);
        assertThat(server.wire().get("/api/v1/backfills/" + id, key).status()).isEqualTo(404);
        assertThat(server.wire()
                        .post("/api/v1/backfills/" + id + "/cancel", key, "{\"reason\":\"\"}")
                        .status())
                .isEqualTo(404);
        assertThat(server.wire().get("/api/v1/schedules", key).json().get("items"))
                .isEmpty();
    }
}
