package dev.reeve.server;

import static dev.reeve.server.Samples.ended;
import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.plain;
import static dev.reeve.server.Samples.success;
import static dev.reeve.server.Samples.task;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.ArtifactJson;
import dev.reeve.api.BulkKind;
import dev.reeve.api.BulkRequest;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.EpochOpening;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.FlowRun;
import dev.reeve.api.InnerRun;
import dev.reeve.api.JournalPage;
import dev.reeve.api.KeyKind;
import dev.reeve.api.LimitKind;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.Registration;
import dev.reeve.api.Reopening;
import dev.reeve.api.RunGraph;
import dev.reeve.api.RunLine;
import dev.reeve.api.StateJson;
import dev.reeve.client.LogLines;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.RunsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs that tasks of a run are, as their runner tells them and as people see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InnerRunTest {
    private static final RegisteredGraph INSIDE = new RegisteredGraph(
            List.of(Samples.node("read", 0), Samples.node("write", 0)), List.of(new RegisteredEdge(0, 1, "DATA")));

    private TestServer server;
    private ReeveClient client;
    private ReeveClient agentSide;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", "for tests"));
        agentSide = server.client(client.createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterAll
    void stop() {
        agentSide.close();
        server.close();
    }

    /** A flow whose second task is a flow. */
    private ClaimedRun submitted(String name) throws InterruptedException {
        Registration plain = Samples.registration(name, "0".repeat(64));
        RegisteredNode load = new RegisteredNode(
                "load",
                "DYNAMIC",
                "com.example.Flow.load",
                List.of(),
                false,
                0,
                "WHOLE_NODES",
                true,
                List.of(),
                List.of(),
                null);
        client.register(
                "Demo",
                new Registration(
                        name,
                        plain.description(),
                        plain.structureHash(),
                        List.of(plain.nodes().getFirst(), load),
                        plain.edges(),
                        plain.parameters(),
                        null,
                        List.of(),
                        null,
                        plain.bundle(),
                        plain.reeve(),
                        plain.javaRelease()));
        client.createFlowRun(
                new NewFlowRun(name, "Demo", null, Map.of("days", 3), List.of(name), null, null, null, null));
        String session = agentSide.agent().begin(Samples.agent(name)).sessionId();
        return agentSide
                .agent()
                .claim(session, new ClaimRequest(1, 2_000))
                .runs()
                .getFirst();
    }

    private RunnerClient runner(ClaimedRun run) {
        return client.runner(run.runId(), String.valueOf(run.runKey()));
    }

    private long tell(ClaimedRun run, long first, List<Event> events) throws InterruptedException {
        return runner(run).events(new EventBatch(run.epoch(), first, events)).nextSeq();
    }

    private static String inner(ClaimedRun run) {
        return run.runId() + ".load.1";
    }

    private static Event opened(String within, InnerRun inner) {
        return Event.opened(Samples.AT, new EpochOpening(1, "b3BlbmVk", "c3RydWN0dXJl", ""), within, inner);
    }

    private static InnerRun place(int node) {
        return new InnerRun(null, node, -1, 1, "otter/load", "loading", INSIDE);
    }

    /** Its load runs, and inside of that the first task ended well. */
    private static List<Event> begun(ClaimedRun run) {
        List<Event> events = new ArrayList<>();
        events.add(flow("Pending", tries("Running", 1, 0)));
        events.addAll(success(0));
        events.add(task(1, "Pending", tries("Queued", 1, 0)));
        events.add(task(1, "Queued", tries("Running", 1, 0)));
        events.add(Event.began(1, -1, Samples.AT, inner(run)));
        events.add(opened(inner(run), place(1)));
        inside(run, List.of(flow("Pending", tries("Running", 1, 0))), events);
        inside(run, success(0), events);
        return events;
    }

    private static void inside(ClaimedRun run, List<Event> told, List<Event> events) {
        told.forEach(event -> events.add(event.within(inner(run))));
    }

    private FlowRun child(ClaimedRun run) throws InterruptedException {
        return client.runPages().children(run.runId(), null, -1, null).items().getFirst();
    }

    @Test
    void oneIsSeenBesideItsRootWithAllThatItTells() throws InterruptedException {
        ClaimedRun run = submitted("seen");
        List<Event> events = begun(run);
        events.add(Event.artifact(0, -1, Samples.AT, 1, new ArtifactJson("markdown", "note", Map.of("text", "hi")))
                .within(inner(run)));
        assertThat(tell(run, 0, events)).isEqualTo(events.size());
        assertThat(tell(run, 0, events)).isEqualTo(events.size());

        FlowRun child = child(run);
        assertThat(child.flow()).isEqualTo("loading");
        assertThat(child.version()).isZero();
        assertThat(child.parameters()).isEmpty();
        assertThat(child.labels()).containsExactly("seen");
        assertThat(child.parent()).isNotNull().satisfies(parent -> {
            assertThat(parent.run()).isEqualTo(run.runId());
            assertThat(parent.label()).isEqualTo("load");
            assertThat(parent.depth()).isEqualTo(1);
        });
        assertThat(client.flowRun(run.runId()).parent()).isNull();
        RunGraph graph = client.runPages().graph(run.runId(), List.of());
        assertThat(graph.inner()).isEqualTo(Map.of("1:-1", child.id()));
        assertThat(client.runPages().graph(child.id(), List.of()).node()).containsExactly(0, 1);
        assertThat(client.runPages().structure(child.id()).nodes())
                .extracting(RegisteredNode::name)
                .containsExactly("read", "write");
        assertThat(client.taskRuns(child.id()).items()).hasSize(1);
        assertThat(client.runPages().artifacts(child.id(), null).items()).hasSize(1);
        assertThat(client.runPages().artifacts(run.runId(), null).items()).isEmpty();
        assertThat(client.flowRuns(RunsQuery.ALL).items())
                .extracting(FlowRun::id)
                .contains(run.runId())
                .doesNotContain(child.id());
        assertThat(client.flowRuns(new RunsQuery("Demo", "seen", null, null, null).inner(true))
                        .items())
                .extracting(FlowRun::id)
                .containsExactlyInAnyOrder(run.runId(), child.id());
        assertThat(client.why(run.runId(), "load", -1).why())
                .contains("load is flow run " + child.id(), "goes on with agent worker");
        JournalPage journal = client.runPages().journal(run.runId(), null);
        assertThat(journal.next()).isNull();
        assertThat(journal.entries())
                .filteredOn(entry -> inner(run).equals(entry.event().within()))
                .hasSize(7)
                .allMatch(entry -> entry.event().inner() == null);
    }

    @Test
    void itsLinesStandInTheLogOfItsRootAndAreReadAsItsOwn() throws InterruptedException {
        ClaimedRun run = submitted("logged");
        tell(run, 0, begun(run));
        PlacedTask inside = new PlacedTask(0, -1, inner(run));
        runner(run)
                .logs(new LogBatch(
                        1,
                        0,
                        List.of(
                                new RunLine(Samples.AT, LogLevel.INFO, 0, -1, "l", "outside"),
                                new RunLine(Samples.AT, LogLevel.INFO, 1, -1, "l", "reading", inside),
                                new RunLine(
                                        Samples.AT,
                                        LogLevel.INFO,
                                        1,
                                        -1,
                                        "l",
                                        "itself",
                                        new PlacedTask(-1, -1, inner(run))))));

        assertThat(client.logs(run.runId(), 0, 10).lines())
                .extracting(line -> line.node() + " " + line.text())
                .containsExactly("0 outside", "1 reading", "1 itself");
        String child = child(run).id();
        assertThat(client.logs(child, 0, 10).lines())
                .extracting(line -> line.node() + " " + line.text())
                .containsExactly("0 reading", "-1 itself");
        assertThat(client.runPages()
                        .logs(child, new LogLines(null, 0, null, null, null, false), 1, 10)
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(line.text()).isEqualTo("reading"));
    }

    @Test
    void whyNamesTheInnermostCause() throws InterruptedException {
        ClaimedRun run = submitted("failing");
        List<Event> events = begun(run);
        StateJson broken =
                new StateJson("Failed", "disk full", null, null, null, null, null, null, 1, "java.io.IOException");
        inside(
                run,
                List.of(
                        task(1, "Pending", tries("Queued", 1, 0)),
                        task(1, "Queued", tries("Running", 1, 0)),
                        task(1, "Running", broken),
                        flow(
                                "Running",
                                new StateJson(
                                        "Failed",
                                        "1 of 2 reference tasks failed",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        1,
                                        ""))),
                events);
        events.add(task(
                1,
                "Running",
                new StateJson("Failed", "inner", null, null, null, null, null, null, 1, "dev.reeve.SubflowException")));
        events.add(flow(
                "Running",
                new StateJson("Failed", "1 of 2 reference tasks failed", null, null, null, null, null, null, 1, "")));
        tell(run, 0, events);

        assertThat(client.why(run.runId(), null, -1).why())
                .contains("for load failed in its only attempt: its flow run "
                        + child(run).id()
                        + " ended Failed, for write failed in its only attempt: IOException: disk full.");
    }

    @Test
    void onlyTheRootIsStoppedBegunAgainOrDeleted() throws InterruptedException {
        ClaimedRun run = submitted("whole");
        List<Event> events = begun(run);
        tell(run, 0, events);
        String child = child(run).id();

        refused(409, "part of run " + run.runId(), () -> client.cancel(child, "no"));
        refused(409, "part of run " + run.runId(), () -> client.reopen(child, new Reopening(null, null, null)));
        refused(409, "part of run " + run.runId(), () -> client.runPages().journal(child, null));
        assertThat(client.runPages()
                        .bulk(new BulkRequest(BulkKind.DELETE, List.of(child), ""))
                        .done())
                .isZero();
        List<Event> rest = new ArrayList<>();
        inside(run, success(1), rest);
        inside(run, List.of(ended()), rest);
        rest.add(task(1, "Running", plain("Success")));
        rest.add(ended());
        tell(run, events.size(), rest);
        assertThat(client.flowRun(child).state().name()).isEqualTo("Success");
        assertThat(client.runPages()
                        .bulk(new BulkRequest(BulkKind.DELETE, List.of(run.runId()), ""))
                        .done())
                .isEqualTo(1);
        refused(404, "no run", () -> client.flowRun(child));
    }

    @Test
    void itsTasksTakePlacesOfTheirOwn() throws InterruptedException {
        client.limits().set(LimitKind.TAG, "inner-db", 1);
        ClaimedRun run = submitted("placed");
        PlacedTask own = new PlacedTask(0, -1);
        PlacedTask inside = new PlacedTask(0, -1, inner(run));

        assertThat(runner(run)
                        .places(new PlaceRequest(1, own, List.of("inner-db"), List.of(), List.of(), null))
                        .granted())
                .isTrue();
        assertThat(runner(run)
                        .places(new PlaceRequest(1, inside, List.of("inner-db"), List.of(own), List.of(), null))
                        .granted())
                .isFalse();
        assertThat(runner(run)
                        .places(new PlaceRequest(1, inside, List.of("inner-db"), List.of(), List.of(), null))
                        .granted())
                .isTrue();
        assertThat(runner(run)
                        .places(new PlaceRequest(1, own, List.of("inner-db"), List.of(inside), List.of(), null))
                        .granted())
                .isFalse();
    }

    @Test
    void whatARunnerSaysWronglyIsRefusedByItsField() throws InterruptedException {
        ClaimedRun run = submitted("wrong");
        Event state = flow("Pending", tries("Running", 1, 0));

        refused(422, "/events/0/within", () -> tell(run, 0, List.of(state.within("elsewhere.load.1"))));
        refused(422, "/events/0/within", () -> tell(run, 0, List.of(state.within(run.runId() + "."))));
        refused(422, "/events/0", () -> tell(run, 0, List.of(state.within(inner(run)))));
        refused(
                422,
                "/events/0/inner",
                () -> tell(
                        run,
                        0,
                        List.of(Event.opened(Samples.AT, new EpochOpening(1, "b3BlbmVk", "c3RydWN0dXJl", ""))
                                .within(inner(run)))));
        InnerRun broken = new InnerRun(
                null,
                1,
                -1,
                1,
                "name",
                "loading",
                new RegisteredGraph(INSIDE.nodes(), List.of(new RegisteredEdge(1, 0, "DATA"))));
        refused(422, "/events/0/inner/graph/edges/0/from", () -> tell(run, 0, List.of(opened(inner(run), broken))));
        refused(422, "runs no flow", () -> tell(run, 0, List.of(opened(inner(run), place(0)))));
    }

    private static void refused(int status, String words, Asked asked) {
        assertThatThrownBy(asked::ask).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.status()).as(refused.getMessage()).isEqualTo(status);
            assertThat(refused.getMessage()).contains(words);
        });
    }

    private interface Asked {
        void ask() throws Exception;
    }
}
