package dev.reeve.server.stream;

import static dev.reeve.server.Samples.ended;
import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.success;
import static dev.reeve.server.Samples.tries;
import static dev.reeve.server.stream.Events.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.CreatedKey;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Role;
import dev.reeve.api.RunItem;
import dev.reeve.api.RunLine;
import dev.reeve.api.StreamEvent;
import dev.reeve.client.EventStream;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Changes as a client of the server sees them, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("try") // what is opened listens until it is closed
class StreamTest {
    private TestServer server;
    private ReeveClient client;
    private ReeveClient agent;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", ""));
        client.createProject(new NewProject("Other", ""));
        client.register("Demo", Samples.registration("shop", "0".repeat(64)));
        agent = server.client(client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterAll
    void stop() {
        agent.close();
        server.close();
    }

    private String submitted(String label) throws InterruptedException {
        return client.createFlowRun(
                        new NewFlowRun("shop", "Demo", null, Map.of("days", 3), List.of(label), null, null, null, null))
                .id();
    }

    private ClaimedRun claimed(String label) throws InterruptedException {
        AgentSession session = agent.agent().begin(Samples.agent(label));
        return agent.agent()
                .claim(session.sessionId(), new ClaimRequest(1, 30_000))
                .runs()
                .getFirst();
    }

    private RunnerClient runner(ClaimedRun run) {
        return client.runner(run.runId(), Objects.requireNonNull(run.runKey()));
    }

    private static void tell(RunnerClient runner, long first, List<Event> events) throws InterruptedException {
        runner.events(new EventBatch(1, first, events));
    }

    private static List<Event> begun() {
        return List.of(flow("Pending", tries("Running", 1, 0)));
    }

    @Test
    void firstEventOfARunIsAllOfItAndItsEndComesWithOrAfterThoseOfItsTasks() throws InterruptedException {
        String run = submitted("watched");
        Events events = new Events();
        try (EventStream stream = client.stream(List.of("run:" + run), events)) {
            StreamEvent first = events.next();
            assertThat(first.topic()).isEqualTo("run:" + run);
            assertThat(state(first)).isEqualTo("Pending");
            assertThat(first.data().run().tasks()).isEmpty();

            ClaimedRun claimed = claimed("watched");
            RunnerClient runner = runner(claimed);
            tell(runner, 0, begun());
            tell(runner, 1, success(0));
            StreamEvent one = events.next(event -> !event.data().run().tasks().isEmpty());
            assertThat(one.data().run().tasks().getFirst()).startsWith(0, -1);
            assertThat(one.data().run().agent()).isEqualTo("worker");
            List<Event> rest = new ArrayList<>(success(1));
            rest.add(ended());
            tell(runner, 5, rest);
            events.next(event -> state(event).equals("Success"));
        }
        Map<Object, Object> tasks = new HashMap<>();
        long rev = -1;
        for (StreamEvent event : events.all) {
            assertThat(event.rev()).isGreaterThan(rev);
            rev = event.rev();
            event.data().run().tasks().forEach(row -> tasks.put(row.get(0), row.get(2)));
        }
        assertThat(tasks).isEqualTo(Map.of(0, "Success", 1, "Success"));
    }

    @Test
    void runsOfAProjectAreToldAsTheyChange() throws InterruptedException {
        Events events = new Events();
        Events others = new Events();
        try (EventStream stream = client.stream(List.of("runs:Demo"), events);
                EventStream other = client.stream(List.of("runs:Other"), others)) {
            assertThat(events.next().data().runs()).isEmpty();
            assertThat(others.next().data().runs()).isEmpty();
            String run = submitted("listed");
            StreamEvent made = events.next(event -> ids(event).contains(run));
            RunItem item = made.data().runs().stream()
                    .filter(each -> each.id().equals(run))
                    .findFirst()
                    .orElseThrow();
            assertThat(item.flow()).isEqualTo("shop");
            assertThat(item.state().name()).isEqualTo("Pending");

            client.cancel(run, "enough");
            events.next(event -> ids(event).contains(run)
                    && event.data().runs().stream()
                            .anyMatch(each -> each.state().name().equals("Cancelled")));
        }
        assertThat(others.all).hasSize(1);
    }

    private static List<String> ids(StreamEvent event) {
        return event.data().runs().stream().map(RunItem::id).toList();
    }

    @Test
    void whoComesBackIsToldWhatHappenedMeanwhileAndNothingTwice() throws Exception {
        String run = submitted("again");
        String topics = "run:" + run + ",runs:Demo";
        String lastId;
        try (Sse stream = Sse.open(server.server().address(), TestServer.ADMIN, topics, "")) {
            assertThat(stream.next().name()).isEqualTo("change");
            Sse.Message second = stream.next();
            lastId = second.id();
        }
        try (Sse stream = Sse.open(server.server().address(), TestServer.ADMIN, topics, lastId)) {
            String marker = submitted("marker");
            // of what did not change nothing comes: the first news is that of the other run
            Sse.Message news = stream.next();
            assertThat(news.event().topic()).isEqualTo("runs:Demo");
            assertThat(ids(news.event())).contains(marker);
        }
        client.cancel(run, "meanwhile");
        try (Sse stream = Sse.open(server.server().address(), TestServer.ADMIN, topics, lastId)) {
            List<StreamEvent> both =
                    List.of(stream.next().event(), stream.next().event());
            assertThat(both).extracting(StreamEvent::topic).containsExactly("run:" + run, "runs:Demo");
            assertThat(state(both.get(0))).isEqualTo("Cancelled");
            assertThat(ids(both.get(1))).contains(run);
        }
    }

    @Test
    void positionThatIsNotOfThisDatabaseBringsAResync() throws Exception {
        String run = submitted("resync");
        String topics = "run:" + run + ",runs:Demo";
        Map<Topic, Long> ahead = new java.util.LinkedHashMap<>();
        ahead.put(new Topic.Run(java.util.UUID.fromString(run)), 1_000_000_000L);
        ahead.put(new Topic.Runs(0, "Demo"), 999_999_999_999L);
        try (Sse stream = Sse.open(server.server().address(), TestServer.ADMIN, topics, LastEvent.text(ahead))) {
            Sse.Message first = stream.next();
            assertThat(first.name()).isEqualTo("resync");
            assertThat(state(first.event())).isEqualTo("Pending");
            Sse.Message second = stream.next();
            assertThat(second.name()).isEqualTo("resync");
            assertThat(second.event().data().resync()).contains("since then");
        }
    }

    @Test
    void headersKeepProxiesFromGatheringAndTheFirstBytesComeAtOnce() throws Exception {
        try (Sse stream = Sse.open(server.server().address(), TestServer.ADMIN, "agents", "")) {
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            assertThat(stream.next().event().topic()).isEqualTo("agents");
        }
    }

    @Test
    void agentsThatComeAndGoAreTold() throws InterruptedException {
        Events events = new Events();
        try (EventStream stream = client.stream(List.of("agents"), events)) {
            int before = events.next().data().agents().size();
            AgentSession session = agent.agent().begin(Samples.agent("passing"));
            events.next(event -> event.data().agents().size() == before + 1);
            agent.agent().end(session.sessionId());
            events.next(event -> event.data().agents().size() == before);
        }
    }

    @Test
    void logSaysHowFarItIs() throws InterruptedException {
        String run = submitted("logged");
        Events events = new Events();
        try (EventStream stream = client.stream(List.of("logs:" + run), events)) {
            assertThat(events.next().data().after()).isZero();
            RunnerClient runner = runner(claimed("logged"));
            runner.logs(new LogBatch(1, 0, List.of(new RunLine(Samples.AT, LogLevel.INFO, 0, -1, "l", "hello"))));
            long after = events.next().data().after();
            assertThat(client.logs(run, 0, 10).lines().getLast().seq()).isEqualTo(after);
        }
    }

    @Test
    void streamEndsWhenItsKeyIsRevoked() throws InterruptedException {
        CreatedKey key = client.createKey(new NewKey("gone", KeyKind.USER, Role.VIEWER, null, null));
        Events events = new Events();
        try (ReeveClient theirs = server.client(key.key());
                EventStream stream = theirs.stream(List.of("agents"), events)) {
            events.next();
            client.revokeKey(key.id());
            assertThat(events.refusal().status()).isEqualTo(401);
        }
    }

    @Test
    void keyOfAProjectWatchesThatProjectAlone() throws InterruptedException {
        String run = submitted("secret");
        CreatedKey key = client.createKey(new NewKey("mine", KeyKind.USER, Role.VIEWER, "Other", null));
        for (String topic : List.of("runs:Demo", "run:" + run, "logs:" + run)) {
            assertThat(server.wire()
                            .get("/api/v1/stream?topics=" + topic, key.key())
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void oneUserHasSoManyStreamsAtMostAndRoomAgainWhenOneEnds() throws Exception {
        String key = client.createKey(new NewKey("many", KeyKind.USER, Role.VIEWER, null, null))
                .key();
        List<Sse> open = new ArrayList<>();
        for (int i = 0; i < StreamOptions.DEFAULT.mostOfOne(); i++) {
            open.add(Sse.open(server.server().address(), key, "agents", ""));
        }
        assertThat(server.wire().get("/api/v1/stream?topics=agents", key).status())
                .isEqualTo(429);
        assertThat(server.wire().get("/api/v1/stream?topics=agents", key).header("Retry-After"))
                .isNotEmpty();
        for (Sse each : open) {
            each.close();
        }
    }

    @Test
    void hostileTopicsAndIdsAreRefusedOrPassedOver() throws Exception {
        List<String> bad = List.of(
                "",
                ",",
                "runs",
                "runs:",
                "run:",
                "run:x",
                "nothing:x",
                "run:" + "0".repeat(36),
                "x".repeat(3_000),
                ",a".repeat(500),
                "runs:%00",
                "runs:%F0%9F%92%A9",
                "run:'%3B%20drop%20table%20project",
                "%25zz",
                "agents&topics=agents");
        for (String topics : bad) {
            int status = server.wire()
                    .get("/api/v1/stream?topics=" + topics, TestServer.ADMIN)
                    .status();
            assertThat(status).as(topics).isIn(400, 404, 422);
        }
        for (String id : List.of("=", "zz=1", "1=99999999999999999999", "-1", "a=-5", "x".repeat(4_000), "0=0.0=1")) {
            try (Sse stream = Sse.open(server.server().address(), TestServer.ADMIN, "agents", id)) {
                assertThat(stream.next().event().topic()).as(id).isEqualTo("agents");
            }
        }
    }
}
