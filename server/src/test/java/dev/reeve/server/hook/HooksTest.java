package dev.reeve.server.hook;

import static dev.reeve.server.Samples.task;
import static dev.reeve.server.Samples.tries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.ChannelKind;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.CreatedHook;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.Hook;
import dev.reeve.api.HookDelivery;
import dev.reeve.api.HookDraft;
import dev.reeve.api.HookMessage;
import dev.reeve.api.HookTarget;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewHook;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.StateJson;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.notify.WebhookVerifier;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import dev.reeve.server.hook.Receiver.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From what becomes of a run to what a receiver is told, by a whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HooksTest {
    private TestServer server;
    private Receiver receiver;
    private ReeveClient agentSide;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        receiver = new Receiver();
        agentSide = server.client(server.admin()
                .createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterAll
    void stop() {
        receiver.close();
        agentSide.close();
        server.close();
    }

    private String project() throws InterruptedException {
        String name = "p" + UUID.randomUUID();
        server.admin().createProject(new NewProject(name, ""));
        server.admin().register(name, Samples.registration("shop", "0".repeat(64)));
        return name;
    }

    private CreatedHook hook(String project, NewHook wanted) throws InterruptedException {
        return server.admin().hooks().create(project, wanted);
    }

    private NewHook webhook(String path, String... states) {
        return Samples.hook("h" + path.substring(1), HookTarget.webhook(receiver.at(path), null), states);
    }

    private String submitted(String project, String flow) throws InterruptedException {
        return server.admin()
                .createFlowRun(new NewFlowRun(
                        flow, project, null, Map.of("days", 1), List.of(project), "monday", null, null, null))
                .id();
    }

    private ClaimedRun claimed(String project, String flow) throws InterruptedException {
        String id = submitted(project, flow);
        AgentClient agent = agentSide.agent();
        String session = agent.begin(Samples.agent(project)).sessionId();
        ClaimedRun run = agent.claim(session, new ClaimRequest(1, 5_000)).runs().getFirst();
        assertThat(run.runId()).isEqualTo(id);
        return run;
    }

    private void tell(ClaimedRun run, List<Event> events) throws InterruptedException {
        server.admin().runner(run.runId(), String.valueOf(run.runKey())).events(new EventBatch(run.epoch(), 0, events));
    }

    private static Event begun() {
        return Samples.flow("Pending", tries("Running", 1, 0));
    }

    private static List<Event> succeeding() {
        List<Event> events = new ArrayList<>(List.of(begun()));
        events.addAll(Samples.success(0));
        events.addAll(Samples.success(1));
        events.add(Samples.ended());
        return events;
    }

    private static StateJson failed(String message) {
        return new StateJson("Failed", message, null, null, null, null, null, null, 1, "java.io.IOException");
    }

    private static List<Event> failing() {
        List<Event> events = new ArrayList<>(List.of(begun()));
        events.addAll(Samples.success(0));
        events.add(task(1, "Pending", tries("Queued", 1, 0)));
        events.add(task(1, "Queued", tries("Running", 1, 0)));
        events.add(task(1, "Running", failed("the shop is closed")));
        events.add(Samples.flow("Running", failed("1 of 1 reference tasks failed")));
        return events;
    }

    private List<HookDelivery> log(CreatedHook hook) {
        try {
            return server.admin().hooks().deliveries(hook.hook().id(), 1_000).items();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void atOnce(CreatedHook hook) {
        server.sql("update hook_event set due_at = now() where outcome is null and hook_id = '"
                + hook.hook().id() + "'; update hook set busy_until = '-infinity' where id = '"
                + hook.hook().id() + "'");
    }

    @Test
    void whatAHookWouldSendIsShownWithoutItsSecretsAndIsNotSent() throws Exception {
        String project = project();
        CreatedHook hook = hook(project, webhook("/previewed", "Failed"));
        HookMessage before = server.admin().hooks().preview(hook.hook().id());
        assertThat(before.run()).isNull();
        assertThat(before.body()).contains("\"flow\":\"sample-flow\"");
        assertThat(before.headers()).anyMatch(header -> header.equals("webhook-signature: v1,***"));
        assertThat(log(hook)).isEmpty();

        ClaimedRun run = claimed(project, "shop");
        List<Event> events = new ArrayList<>(failing().subList(0, failing().size() - 2));
        events.add(task(1, "Running", failed("nobody takes it at " + receiver.at("/previewed"))));
        events.add(Samples.flow("Running", failed("1 of 1 reference tasks failed")));
        tell(run, events);
        HookMessage after = server.admin().hooks().preview(hook.hook().id());
        assertThat(after.run()).isEqualTo(run.runId());
        assertThat(after.body())
                .contains("\"type\":\"run.failed\"", "nobody takes it at ***")
                .doesNotContain(receiver.at("/previewed"));
        assertThat(after.cut()).isFalse();

        server.sql("update hook set sealed = '\\x00' where id = '" + hook.hook().id() + "'");
        assertThatThrownBy(() -> server.admin().hooks().preview(hook.hook().id()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));

        HookMessage mail = server.admin()
                .hooks()
                .preview(project, new HookDraft(ChannelKind.MAIL, "shop", List.of("Failed", "Crashed")));
        assertThat(mail.run()).isEqualTo(run.runId());
        assertThat(mail.headers()).containsExactly("Subject: [Reeve] Flow \"shop\" failed");
        assertThat(mail.body()).startsWith("Flow \"shop\" failed.");
        HookMessage slack =
                server.admin().hooks().preview(project, new HookDraft(ChannelKind.SLACK, null, List.of("Success")));
        assertThat(slack.run()).as("none went well yet").isNull();
        assertThat(slack.headers()).isEmpty();
        assertThatThrownBy(() -> server.admin()
                        .hooks()
                        .preview(project, new HookDraft(ChannelKind.SLACK, "none", List.of("Lost"))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
    }

    @Test
    void aRunThatFailsIsToldOnceSignedAndLogged() throws Exception {
        String project = project();
        CreatedHook hook = hook(project, webhook("/fails", "Failed", "Running"));
        tell(claimed(project, "shop"), succeeding());
        ClaimedRun run = claimed(project, "shop");
        tell(run, failing());

        List<Told> told = receiver.at("/fails", 3);
        assertThat(told)
                .extracting(each -> each.json().get("type").asString())
                .containsExactlyInAnyOrder("run.running", "run.running", "run.failed");
        Told failed = told.stream()
                .filter(each -> each.json().get("type").asString().equals("run.failed"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.json().at("/data/title").asString()).isEqualTo("Flow \"shop\" failed");
        assertThat(failed.json().at("/data/run_id").asString()).isEqualTo(run.runId());
        assertThat(failed.json().at("/data/run_name").asString()).isEqualTo("monday");
        assertThat(failed.json().at("/data/cause").asString()).isEqualTo("load: IOException: the shop is closed");
        WebhookVerifier verifier = WebhookVerifier.of(String.valueOf(hook.signingKey()));
        assertThat(verifier.verify(name -> failed.headers().get(name), failed.body()))
                .isInstanceOf(WebhookVerifier.Verdict.Fresh.class);
        Receiver.await(() -> log(hook).stream().allMatch(each -> each.outcome().equals("delivered")));
        assertThat(log(hook)).hasSize(3).allSatisfy(each -> {
            assertThat(each.attempts()).isEqualTo(1);
            assertThat(each.message()).isEmpty();
            assertThat(each.nextAttemptAt()).isNull();
        });
        assertThat(log(hook)).extracting(HookDelivery::id).contains(failed.id());
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNobodyElse() throws Exception {
        String project = project();
        receiver.answering("/silent", 0);
        hook(project, webhook("/silent", "Success"));
        hook(project, webhook("/swift", "Success"));
        tell(claimed(project, "shop"), succeeding());

        receiver.at("/silent", 1);
        assertThat(receiver.at("/swift", 1)).hasSize(1);
    }

    @Test
    void whatFailsForNowIsToldAgainUnderTheSameIdentifier() throws Exception {
        String project = project();
        receiver.answering("/again", 503);
        CreatedHook hook = hook(project, webhook("/again", "Success"));
        tell(claimed(project, "shop"), succeeding());
        Receiver.await(() -> !log(hook).isEmpty() && log(hook).getFirst().attempts() == 1);
        assertThat(log(hook).getFirst().outcome()).isEqualTo("waiting");
        assertThat(log(hook).getFirst().message()).contains("503");
        assertThat(log(hook).getFirst().nextAttemptAt()).isNotNull();
        assertThat(hookOf(project).failingSince()).isNotNull();

        atOnce(hook);

        List<Told> told = receiver.at("/again", 2);
        assertThat(told).extracting(Told::id).containsOnly(log(hook).getFirst().id());
        Receiver.await(() -> log(hook).getFirst().outcome().equals("delivered"));
        assertThat(hookOf(project).failingSince()).isNull();
    }

    private Hook hookOf(String project) throws InterruptedException {
        return server.admin().hooks().list(project).items().getFirst();
    }

    @Test
    void whatAReceiverDoesNotTakeIsNotTriedAgain() throws Exception {
        String project = project();
        receiver.answering("/refusing", 400);
        CreatedHook hook = hook(project, webhook("/refusing", "Success"));
        tell(claimed(project, "shop"), succeeding());

        Receiver.await(
                () -> !log(hook).isEmpty() && log(hook).getFirst().outcome().equals("failed"));
        assertThat(log(hook).getFirst().message()).contains("400");
        assertThat(receiver.of("/refusing")).hasSize(1);
    }

    @Test
    void aHookOfOneFlowIsToldOfThatOneAlone() throws Exception {
        String project = project();
        server.admin().register(project, Samples.registration("other", "1".repeat(64)));
        NewHook wanted = webhook("/one-flow", "Success");
        CreatedHook hook = hook(
                project,
                new NewHook(wanted.name(), "other", wanted.states(), null, null, false, false, wanted.target()));
        tell(claimed(project, "shop"), succeeding());
        tell(claimed(project, "other"), succeeding());

        assertThat(receiver.at("/one-flow", 1)
                        .getFirst()
                        .json()
                        .at("/data/flow")
                        .asString())
                .isEqualTo("other");
        assertThat(log(hook)).hasSize(1);
    }

    @Test
    void whatTheServerDoesToARunIsToldToo() throws Exception {
        String project = project();
        hook(project, webhook("/cancelled", "Cancelled"));
        server.admin().cancel(submitted(project, "shop"), "not needed");

        assertThat(receiver.at("/cancelled", 1)
                        .getFirst()
                        .json()
                        .at("/data/message")
                        .asString())
                .contains("not needed");
    }

    @Test
    void aLateStartAndALongRunAreToldOnce() throws Exception {
        String project = project();
        NewHook wanted = webhook("/slow");
        CreatedHook hook = hook(project, new NewHook("slow", null, List.of(), 60, 60, false, false, wanted.target()));
        String late = submitted(project, "shop");
        server.sql("update run_queue set due_at = now() - interval '61 seconds' where run_id = '" + late + "'");
        assertThat(receiver.at("/slow", 1).getFirst().json().get("type").asString())
                .isEqualTo("run.late_start");
        AgentClient agent = agentSide.agent();
        String session = agent.begin(Samples.agent(project)).sessionId();
        ClaimedRun run = agent.claim(session, new ClaimRequest(1, 5_000)).runs().getFirst();
        tell(run, List.of(begun())); // at a time that is long past

        Told told = receiver.at("/slow", 2).getLast();
        assertThat(told.json().at("/data/title").asString())
                .isEqualTo("Flow \"shop\" has been running for more than 60 s");
        assertThat(told.json().get("type").asString()).isEqualTo("run.long_run");
        Lateness lateness = new Lateness(server.jdbi());
        assertThat(lateness.look() + lateness.look()).isZero();
        assertThat(log(hook)).hasSize(2);
    }

    @Test
    void anAgentThatIsLostIsTold() throws Exception {
        String project = project();
        NewHook wanted = webhook("/lost");
        hook(project, new NewHook("lost", null, List.of("Crashed"), null, null, true, false, wanted.target()));
        AgentClient agent = agentSide.agent();
        String session = agent.begin(Samples.agent(project)).sessionId();
        submitted(project, "shop");
        assertThat(agent.claim(session, new ClaimRequest(1, 5_000)).runs()).hasSize(1);
        server.sql("update agent_session set lasts_until = now() - interval '1 second' where labels = '{" + project
                + "}'");

        List<Told> told = receiver.at("/lost", 2);
        assertThat(told)
                .extracting(each -> each.json().get("type").asString())
                .contains("server.agent_lost", "run.crashed");
    }

    private static HookOutbox.MissedSchedule missed(int flow, String why) {
        return new HookOutbox.MissedSchedule(flow, Samples.AT, why);
    }

    @Test
    void aMissedScheduleIsToldIfThatIsCommitted() throws Exception {
        String project = project();
        NewHook wanted = webhook("/missed");
        hook(project, new NewHook("missed", "shop", List.of(), null, null, false, true, wanted.target()));
        int id = (Integer) server.rows("select f.id from flow f join project p on p.id = f.project_id where p.name = '"
                        + project + "'")
                .getFirst()
                .get("id");
        server.jdbi().useHandle(handle -> {
            handle.begin();
            assertThat(HookOutbox.addMissedSchedules(handle, List.of(missed(id, "it never was"))))
                    .isEqualTo(1);
            handle.rollback();
        });
        server.jdbi()
                .useTransaction(handle -> assertThat(
                                HookOutbox.addMissedSchedules(handle, List.of(missed(id, "the server was not there"))))
                        .isEqualTo(1));

        Told told = receiver.at("/missed", 1).getFirst();
        assertThat(told.json().get("type").asString()).isEqualTo("run.missed_schedule");
        assertThat(told.json().at("/data/message").asString()).contains("but the server was not there");
        assertThat(receiver.of("/missed")).hasSize(1);
    }

    @Test
    void aHookThatFailsForDaysIsDisabledWithANoticeAndCanBeEnabled() throws Exception {
        String project = project();
        receiver.answering("/dead", 503, 503);
        CreatedHook dead = hook(project, webhook("/dead", "Success"));
        hook(project, webhook("/living", "Failed"));
        tell(claimed(project, "shop"), succeeding());
        receiver.at("/dead", 1);
        Receiver.await(() -> log(dead).getFirst().attempts() == 1);
        server.sql("update hook set failing_since = now() - interval '4 days' where id = '"
                + dead.hook().id() + "'");
        atOnce(dead);

        Told notice = receiver.at("/living", 1).getFirst();
        assertThat(notice.json().get("type").asString()).isEqualTo("server.hook_disabled");
        assertThat(notice.json().at("/data/message").asString())
                .contains("reeve hook enable " + dead.hook().id());
        assertThat(log(dead).getFirst().outcome()).isEqualTo("failed");
        tell(claimed(project, "shop"), succeeding());
        assertThat(log(dead)).hasSize(1);

        assertThat(server.admin().hooks().enable(dead.hook().id()).disabledAt()).isNull();
        tell(claimed(project, "shop"), succeeding());
        receiver.at("/dead", 3);
    }

    @Test
    void aSampleIsSentAtOnceAndItsFailureIsNoneOfTheHook() throws Exception {
        String project = project();
        receiver.answering("/sample", 500);
        CreatedHook hook = hook(project, webhook("/sample", "Failed"));

        HookDelivery failed = server.admin().hooks().test(hook.hook().id());
        assertThat(failed.outcome()).isEqualTo("failed");
        assertThat(failed.message()).contains("500");
        assertThat(hookOf(project).failingSince()).isNull();
        HookDelivery delivered = server.admin().hooks().test(hook.hook().id());
        assertThat(delivered.outcome()).isEqualTo("delivered");
        assertThat(receiver.of("/sample")).hasSize(2);
    }

    @Test
    void addressesAndKeysAreInNoTableAndNoAnswer() throws Exception {
        String project = project();
        String key = "a-signing-key-of-the-canary";
        CreatedHook hook = hook(
                project, Samples.hook("canary", HookTarget.webhook(receiver.at("/canary-path-4711"), key), "Failed"));
        assertThat(hook.signingKey()).isNull();
        server.admin().hooks().test(hook.hook().id());

        assertThat(receiver.at("/canary-path-4711", 1)).hasSize(1);
        for (String table : List.of("hook", "hook_event", "audit_log")) {
            assertThat(server.rows("select t::text as line from " + table + " t")
                            .toString())
                    .doesNotContain("canary-path-4711")
                    .doesNotContain(key);
        }
        assertThat(server.wire()
                        .get("/api/v1/projects/" + project + "/hooks", TestServer.ADMIN)
                        .text())
                .contains("127.0.0.1")
                .doesNotContain("canary-path-4711")
                .doesNotContain(key);
        assertThat(new String(receiver.of("/canary-path-4711").getFirst().body(), UTF_8))
                .doesNotContain(key);
    }

    @Test
    void whatCannotBeAHookIsRefusedByField() throws Exception {
        String project = project();
        assertThatThrownBy(() -> hook(project, Samples.hook("x", HookTarget.slack("ftp://x"), "Failed", "Flying")))
                .hasMessageContaining("/states/1")
                .hasMessageContaining("/target/url");
        assertThatThrownBy(() -> hook(project, Samples.hook("x", HookTarget.slack("http://example.com/x"), "Failed")))
                .hasMessageContaining("Use https");
        assertThatThrownBy(() -> hook(project, Samples.hook("x", HookTarget.slack("https://example.com/x"))))
                .hasMessageContaining("nothing else is to be told");
        hook(project, webhook("/twice", "Failed"));
        assertThatThrownBy(() -> hook(project, webhook("/twice", "Failed")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void aDeletedHookTellsNothingMore() throws Exception {
        String project = project();
        receiver.answering("/deleted", 503);
        CreatedHook hook = hook(project, webhook("/deleted", "Success"));
        tell(claimed(project, "shop"), succeeding());
        receiver.at("/deleted", 1);
        server.admin().hooks().delete(hook.hook().id());

        tell(claimed(project, "shop"), succeeding());
        assertThat(server.rows("select id from hook_event where hook_id = '"
                        + hook.hook().id() + "'"))
                .isEmpty();
        assertThat(receiver.of("/deleted")).hasSize(1);
    }
}
