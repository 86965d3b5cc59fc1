import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.AgentsApi;
import org.openapitools.client.api.FlowsApi;
import org.openapitools.client.api.KeysApi;
import org.openapitools.client.api.ProjectsApi;
import org.openapitools.client.api.RunnersApi;
import org.openapitools.client.api.RunsApi;
import org.openapitools.client.api.SchedulesApi;
import org.openapitools.client.model.*;

/** The journey with a client that was generated: as a person, as an agent and as a runner. Takes the server and a key. */
final class Journey {
    private static final OffsetDateTime AT = OffsetDateTime.of(2026, 11, 26, 9, 0, 0, 1_000, ZoneOffset.UTC);

    private final String server;
    private final RunsApi runs;
    private final ApiClient person;

    private Journey(String server, String key) {
        this.server = server;
        this.person = client(key);
        this.runs = new RunsApi(person);
    }

    private ApiClient client(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(server);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        return client;
    }

    public static void main(String[] args) throws ApiException, IOException {
        new Journey(args[0], args[1]).make();
        System.out.println("done");
    }

    private void make() throws ApiException, IOException {
        new ProjectsApi(person).createProject(new NewProject().name("Demo").description("by a generated client"));
        String agentKey = new KeysApi(person)
                .createKey(new NewKey().name("worker").kind(KeyKind.AGENT))
                .getKey();
        FlowsApi flows = new FlowsApi(person);
        FlowVersion version = flows.registerFlow("Demo", flow());
        schedule(version.getFlowId());
        String run = runs.createFlowRun(new NewFlowRun()
                        .flow("shop")
                        .project("Demo")
                        .putParametersItem("days", 7)
                        .idempotencyKey("once"))
                .getId();
        AgentsApi agents = new AgentsApi(client(agentKey));
        AgentSession session = agents.openAgentSession(
                new NewAgentSession().name("foreign").host("here").slots(1).version("0.1.0"));

        carryOut(claimed(agents, session), List.of(), failed("1 of 1 reference tasks failed", ""));
        Why why = runs.getWhy(run, null, null);
        System.out.println(why.getState() + ": " + why.getWhy().replaceFirst(".*for ", ""));
        runs.reopenFlowRun(run, new Reopening().from("load").reuse(ReuseRule.SAME_GRAPH));
        carryOut(
                claimed(agents, session),
                List.of(state(0, "Failed", new StateJson().name("Pending"))),
                new StateJson().name("Success").message("all reference tasks succeeded"));
        look(run, version.getFlowId());
        agents.closeAgentSession(session.getSessionId());
        refusals();
    }

    private static Registration flow() {
        return new Registration()
                .name("shop")
                .description("Orders")
                .structureHash("0".repeat(64))
                .addNodesItem(new RegisteredNode().name("load").kind("TASK").mapped(false))
                .addParametersItem(new RegisteredParameter()
                        .name("days")
                        .type("int")
                        .json(JsonType.INTEGER)
                        .required(true))
                .bundle(new Bundle()
                        .location("file:/srv/flows/shop.jar")
                        .sha256("ab".repeat(32))
                        .entry("com.example.Shop.flow"))
                .reeve(new ReeveVersion().version("0.1.0"))
                .javaRelease("21");
    }

    private void schedule(String flow) throws ApiException {
        Map<String, Object> clock = Map.of(
                "timing", Map.of("kind", "cron", "expression", "0 3 * * *"),
                "zone", "Europe/Berlin",
                "parameters", Map.of("days", 1));
        FlowSchedule set = new SchedulesApi(person)
                .setFlowSchedule(
                        flow, "nightly", new NewSchedule().schedule(Map.of("format", 1, "clocks", List.of(clock))));
        System.out.println(set.getWords() + ", next at " + set.getNextAt());
    }

    private static ClaimedRun claimed(AgentsApi agents, AgentSession session) throws ApiException {
        List<ClaimedRun> found = List.of();
        while (found.isEmpty()) {
            found = agents.claimRuns(session.getSessionId(), new ClaimRequest().free(1).waitMillis(5_000L))
                    .getRuns();
        }
        agents.beatAgentSession(session.getSessionId());
        return found.get(0);
    }

    private void carryOut(ClaimedRun run, List<Event> before, StateJson end) throws ApiException {
        RunnersApi runner = new RunnersApi(client(run.getRunKey()));
        runner.tellLogs(
                run.getRunId(),
                new LogBatch()
                        .epoch(run.getEpoch())
                        .firstSeq(0L)
                        .addLinesItem(new RunLine()
                                .at(AT)
                                .level(LogLevel.INFO)
                                .node(0)
                                .child(-1)
                                .text("epoch " + run.getEpoch())));
        List<Event> events = new ArrayList<>(before);
        events.add(state(-1, "Pending", running()));
        events.add(state(0, "Pending", running().name("Queued")));
        events.add(state(0, "Queued", running()));
        boolean good = end.getName().equals("Success");
        events.add(state(
                0, "Running", good ? new StateJson().name("Success") : failed("no route", "java.io.IOException")));
        events.add(state(-1, "Running", end));
        EventAnswer answer = runner.tellEvents(
                run.getRunId(), new EventBatch().epoch(run.getEpoch()).firstSeq(0L).events(events));
        if (answer.getNextSeq() != events.size()) {
            throw new IllegalStateException(answer.toString());
        }
    }

    private static StateJson running() {
        return new StateJson().name("Running").attempt(1).failed(0);
    }

    private static StateJson failed(String message, String type) {
        return new StateJson().name("Failed").message(message).attempts(1).failureType(type);
    }

    private static Event state(int node, String from, StateJson to) {
        return new Event().kind(EventKind.STATE).node(node).child(-1).at(AT).from(from).to(to);
    }

    private void look(String run, String flow) throws ApiException, IOException {
        FlowRun seen = runs.getFlowRun(run, 20_000);
        System.out.println(seen.getState().getName() + " in epoch " + seen.getEpoch());
        System.out.println("lines: "
                + runs.getLogs(run, null, null, null, LogLevel.INFO, null, null, null, null, null).getLines().stream()
                        .map(LogLine::getText)
                        .collect(Collectors.joining(", ")));
        Path grid = new FlowsApi(person).getFlowGrid(flow, 1, null, null, null).toPath();
        System.out.println(Files.readAllLines(grid).size() + " row");
        System.out.println(runs.downloadLogs(run, null, null, null, null, null, null, null).lines().count() + " lines");
        System.out.println(runs.listHistory(run, null, null, null).getItems().size() + " changes");
    }

    private void refusals() {
        try {
            runs.getFlowRun("019ab2f4-5c1e-7b1a-8a43-0c9d1e2f3a4b", null);
            throw new IllegalStateException("a run that there is not was found");
        } catch (ApiException e) {
            Problem problem = problem(e);
            System.out.println("refused with " + e.getCode() + ", " + problem.getType() + ", of request "
                    + problem.getRequestId());
        }
    }

    private Problem problem(ApiException refused) {
        try {
            return person.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        } catch (IOException e) {
            throw new IllegalStateException(refused.getResponseBody(), e);
        }
    }
}
