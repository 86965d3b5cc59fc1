package dev.reeve.server.ui;

import dev.reeve.api.Flow;
import dev.reeve.api.FlowSchedule;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.NewBackfill;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewSchedule;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/**
 * Schedules, a backfill, agents and runs that wait for them. Nothing of it begins by itself while pages are looked at: firings
 * are far, and what the backfill makes wants an agent that is not there.
 */
final class PlannedSeeds {
    private static final String NOWHERE = "mainframe";

    private final ReeveClient client;
    private final AgentClient agent;
    private final String session;

    PlannedSeeds(ReeveClient client, ReeveClient agentSide) throws InterruptedException {
        this.client = client;
        agent = agentSide.agent();
        session = agent.begin(new NewAgentSession("eu-box", "host-2", List.of("eu", "linux"), 2, "0.1.0"))
                .sessionId();
    }

    /** What pages name flows by, beside the ids of runs. */
    Map<String, String> all() throws InterruptedException {
        String covid = id("covid-monthly");
        String orders = id("orders-etl");
        set(covid, "default", Schedule.cron("30 2 * * *").in("Europe/Berlin"), "skip", "last");
        set(covid, "weekdays", Schedule.cron("0 6 * * 1-5").in("America/New_York"), "queue:5", "all:3");
        client.schedules().pause(covid, "weekdays", "the source is being moved");
        set(
                orders,
                "default",
                Schedule.every(Duration.ofHours(300)).parameter("day", "today").labels(NOWHERE),
                "allow:2",
                "none");
        set(orders, "months", Schedule.cron("0 5 1 * *").in("Asia/Kolkata").labels(NOWHERE), "cancel", "last");
        Instant from = Instant.parse("2026-06-01T00:00:00Z");
        NewBackfill half = new NewBackfill(
                from, Instant.parse("2026-11-15T00:00:00Z"), "months", 2, null, null, Map.of(), "seeded");
        FlowSchedule months = client.schedules().one(orders, "months", null, 0, 0);
        client.schedules().backfill(months.flowId(), half, false);
        for (int i = 0; i < 3; i++) {
            wait("covid-monthly", "covid-far-" + i, List.of(NOWHERE, "eu"));
        }
        wait("mean " + Seeds.HOSTILE, Seeds.HOSTILE, List.of("<b>hostile</b>"));
        return Map.of("covid-flow", covid, "orders-flow", orders);
    }

    /** What became of firings before, as if there had been some. */
    static void past(Handle handle) {
        handle.execute("""
                insert into firing (schedule_id, at, clock, state, cause, run_id, words, decided_at)
                select s.id, date_trunc('day', now()) - d.n * interval '1 day' + interval '90 minutes', 'seeded', d.state,
                    d.cause, case when d.state = 'ended' then (select r.id from flow_run r where r.flow_id = s.flow_id
                        and r.ended_at is not null order by r.id offset d.n limit 1) end, d.words, now()
                from flow_schedule s, (values (1, 'ended', 'SCHEDULE', ''), (2, 'ended', 'CATCH_UP', ''),
                    (3, 'missed', 'SCHEDULE', 'no server was there at its time'),
                    (4, 'skipped', 'SCHEDULE', 'the run before it still went on'), (5, 'ended', 'SCHEDULE', ''))
                    as d(n, state, cause, words)
                where s.name = 'default'
                """);
    }

    void beat() throws InterruptedException {
        agent.heartbeat(session);
    }

    private String id(String name) throws InterruptedException {
        return client.flows(null).items().stream()
                .filter(flow -> flow.name().equals(name))
                .map(Flow::id)
                .findFirst()
                .orElseThrow();
    }

    private void set(String flow, String name, Schedule schedule, String overlap, String catchUp)
            throws InterruptedException {
        Map<String, Object> json =
                ServerJson.MAPPER.readValue(ScheduleJson.write(schedule), new TypeReference<Map<String, Object>>() {});
        client.schedules().set(flow, name, new NewSchedule(Map.copyOf(json), overlap, catchUp));
    }

    private void wait(String flow, String name, List<String> labels) throws InterruptedException {
        client.createFlowRun(new NewFlowRun(flow, "Demo", null, Map.of(), labels, name, null, null, null));
    }
}
