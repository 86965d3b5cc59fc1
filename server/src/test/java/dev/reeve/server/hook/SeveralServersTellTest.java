package dev.reeve.server.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.CreatedHook;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.HookDelivery;
import dev.reeve.api.HookTarget;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewHook;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewSchedule;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import dev.reeve.server.hook.Receiver.Told;
import dev.reeve.server.http.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What servers look for by themselves: three of them on one database tell it once, to a receiver that is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralServersTellTest {
    private TestServer server;
    private TestServer second;
    private TestServer third;
    private Receiver receiver;
    private ReeveClient agentSide;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        second = server.twin();
        third = server.twin();
        receiver = new Receiver();
        agentSide = second.client(server.admin()
                .createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterAll
    void stop() {
        agentSide.close();
        third.close();
        second.close();
        server.close();
        receiver.close();
    }

    /** With a hook that is told of all but states; a project has one flow, {@code shop}. */
    private CreatedHook hook(String project) throws InterruptedException {
        server.admin().createProject(new NewProject(project, ""));
        server.admin().register(project, Samples.registration("shop", "0".repeat(64)));
        HookTarget target = HookTarget.webhook(receiver.at("/" + project), null);
        return server.admin().hooks().create(project, new NewHook("all", null, List.of(), 60, 60, true, true, target));
    }

    private String flow(String project) throws InterruptedException {
        return server.admin().flows(project).items().getFirst().id();
    }

    private void schedule(String flow, Schedule schedule, String overlap, String catchUp) throws InterruptedException {
        Map<String, Object> json = WireJson.object(ScheduleJson.write(schedule.parameter("days", 1)));
        server.admin().schedules().set(flow, "default", new NewSchedule(json, overlap, catchUp));
    }

    private List<HookDelivery> log(CreatedHook hook) throws InterruptedException {
        return server.admin().hooks().deliveries(hook.hook().id(), 1_000).items();
    }

    private static List<String> types(List<Told> told) {
        return told.stream().map(each -> each.json().get("type").asString()).toList();
    }

    @Test
    void firingsThatOverlapAreToldOnceEach() throws Exception {
        CreatedHook hook = hook("overlap");
        String flow = flow("overlap");
        schedule(flow, Schedule.every(Duration.ofSeconds(1)), "skip", "none"); // nobody takes the first one's run
        receiver.at("/overlap", 3);
        server.admin().schedules().delete(flow, "default");
        Receiver.await(() -> undelivered(hook) == 0);

        List<Told> told = receiver.of("/overlap");
        assertThat(types(told)).contains("run.missed_schedule");
        assertThat(told).extracting(Told::id).doesNotHaveDuplicates();
        List<String> messages = told.stream()
                .filter(each -> each.json().get("type").asString().equals("run.missed_schedule"))
                .map(each -> each.json().at("/data/message").asString())
                .toList();
        assertThat(messages).doesNotHaveDuplicates().allMatch(message -> message.contains("still goes on"));
        assertThat(log(hook)).hasSameSizeAs(told);
    }

    private long undelivered(CreatedHook hook) {
        return (Long) server.rows("select count(*) as n from hook_event where outcome is null and hook_id = '"
                        + hook.hook().id() + "'")
                .getFirst()
                .get("n");
    }

    @Test
    void firingsThatNoServerWasThereForAreToldInOneMessage() throws Exception {
        CreatedHook hook = hook("missed");
        String flow = flow("missed");
        schedule(flow, Schedule.every(Duration.ofHours(1)), "skip", "none");
        server.sql(
                "update flow_schedule set decided_until = now() - interval '3 hours', next_at = now() where flow_id = "
                        + flow);

        Receiver.await(() -> types(receiver.of("/missed")).contains("run.missed_schedule"));
        String message = receiver.of("/missed").stream()
                .filter(told -> told.json().get("type").asString().equals("run.missed_schedule"))
                .findFirst()
                .orElseThrow()
                .json()
                .at("/data/message")
                .asString();
        assertThat(message).contains("no server was there", "makes up for none");
        Receiver.await(() -> undelivered(hook) == 0);
        assertThat(log(hook))
                .filteredOn(each -> each.event().equals("missed_schedule"))
                .hasSize(1);
    }

    @Test
    void whatIsMadeUpForIsNoMissedRun() throws Exception {
        CreatedHook hook = hook("made_up");
        String flow = flow("made_up");
        schedule(flow, Schedule.every(Duration.ofHours(1)), "allow:9", "all");
        server.sql(
                "update flow_schedule set decided_until = now() - interval '3 hours', next_at = now() where flow_id = "
                        + flow);
        Receiver.await(() -> !server.rows("select 1 from firing f join flow_schedule s on s.id = f.schedule_id"
                        + " where f.state = 'running' and s.flow_id = " + flow)
                .isEmpty());

        assertThat(log(hook))
                .filteredOn(each -> each.event().equals("missed_schedule"))
                .isEmpty();
    }

    @Test
    void aLateStartALongRunAndALostAgentAreToldOnceEach() throws Exception {
        CreatedHook hook = hook("slow");
        String run = server.admin()
                .createFlowRun(new NewFlowRun(
                        "shop", "slow", null, Map.of("days", 1), List.of("slow"), null, null, null, null))
                .id();
        server.sql("update run_queue set due_at = now() - interval '61 seconds' where run_id = '" + run + "'");
        receiver.at("/slow", 1);
        AgentClient agent = agentSide.agent();
        String session = agent.begin(Samples.agent("slow")).sessionId();
        ClaimedRun claimed =
                agent.claim(session, new ClaimRequest(1, 20_000)).runs().getFirst();
        while (!claimed.runId().equals(run)) { // one that a schedule of another test made
            claimed = agent.claim(session, new ClaimRequest(1, 20_000)).runs().getFirst();
        }
        Event begun = Samples.flow("Pending", Samples.tries("Running", 1, 0)); // at a time that is long past
        second.admin()
                .runner(run, String.valueOf(claimed.runKey()))
                .events(new EventBatch(claimed.epoch(), 0, List.of(begun)));
        receiver.at("/slow", 2);
        server.sql("update agent_session set lasts_until = now() - interval '1 second' where labels = '{slow}'");
        receiver.at("/slow", 3);
        Receiver.await(() -> undelivered(hook) == 0);

        assertThat(types(receiver.of("/slow")))
                .containsExactlyInAnyOrder("run.late_start", "run.long_run", "server.agent_lost");
        assertThat(log(hook)).hasSize(3);
    }
}
