package dev.reeve.server.ui;

import dev.reeve.api.AgentSession;
import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.JsonType;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewSecret;
import dev.reeve.api.Question;
import dev.reeve.api.QuestionField;
import dev.reeve.api.QuestionKind;
import dev.reeve.api.ReeveVersion;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.Registration;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.ServerJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A flow with parameters of every kind, and an agent of its own that carries out a run step by step, as whoever watches the
 * pages says: its third task fails the first time.
 */
final class LaunchSeeds {
    static final String FLOW = "covid-report";

    /** The secret that must be seen nowhere. */
    static final String CANARY = "canary-7Qz4-of-the-launch-form";

    private static final List<String> LABELS = List.of("journey");
    private static final List<String> TASKS = List.of("download", "filter", "enrich", "aggregate", "publish");
    private static final int FAILING = 2;
    private static final String TRACE = """
            java.io.IOException: the register of countries is away
            \tat com.example.Covid.enrich(Covid.java:61)""";

    private final ReeveClient client;
    private final AgentClient agent;
    private final AgentSession session;
    private final String flow;
    private @Nullable SeededRun run;

    LaunchSeeds(ReeveClient client, ReeveClient agentSide) throws InterruptedException {
        this.client = client;
        agent = agentSide.agent();
        session = agent.begin(new NewAgentSession("worker-2", "host-2", LABELS, 4, "0.1.0"));
        flow = register();
        client.secrets().set("Demo", new NewSecret("warehouse", CANARY));
    }

    /** The identifier of the flow. */
    String flow() {
        return flow;
    }

    void beat() throws InterruptedException {
        agent.heartbeat(session.sessionId());
    }

    /** As a registration writes it: the order of parts is that of the code. */
    private static Map<String, Object> schema(String json) {
        return ServerJson.MAPPER.readValue(json, new TypeReference<>() {});
    }

    private static RegisteredParameter parameter(
            String name, String type, JsonType json, String value, String help, String schema) {
        return new RegisteredParameter(name, type, json, false, value, help, schema(schema));
    }

    private static List<RegisteredParameter> parameters() {
        String day = "{\"format\":\"date\"}";
        String days = "{\"type\":\"integer\",\"minimum\":1,\"maximum\":366}";
        String text = "{\"type\":\"string\"}";
        return List.of(
                parameter(
                        "country",
                        "com.example.Covid$Country",
                        JsonType.STRING,
                        "\"GERMANY\"",
                        "Whose numbers are asked for",
                        "{\"type\":\"string\",\"enum\":[\"GERMANY\",\"ITALY\",\"SPAIN\"]}"),
                parameter("days", "int", JsonType.INTEGER, "30", "", days),
                parameter("since", "java.time.LocalDate", JsonType.ANY, "\"2020-03-01\"", "", day),
                parameter(
                        "patience",
                        "java.time.Duration",
                        JsonType.ANY,
                        "\"PT5M\"",
                        "For one answer of the source",
                        "{\"format\":\"duration\"}"),
                parameter("draft", "boolean", JsonType.BOOLEAN, "false", "", "{\"type\":\"boolean\"}"),
                parameter(
                        "title",
                        "java.util.Optional<java.lang.String>",
                        JsonType.ANY,
                        "null",
                        "Of the report",
                        "{\"anyOf\":[" + text + ",{\"type\":\"null\"}]}"),
                parameter(
                        "tags",
                        "java.util.List<java.lang.String>",
                        JsonType.ARRAY,
                        "[\"daily\"]",
                        "",
                        "{\"type\":\"array\",\"items\":" + text + "}"),
                parameter(
                        "range",
                        "com.example.Covid$Range",
                        JsonType.ANY,
                        "{\"from\":\"2020-03-01\",\"days\":30}",
                        "",
                        "{\"type\":\"object\",\"title\":\"Range\",\"properties\":{\"from\":" + day + ",\"days\":" + days
                                + "},\"required\":[\"from\",\"days\"],\"additionalProperties\":false}"),
                parameter(
                        "weights",
                        "java.util.Map<java.lang.String, java.lang.Double>",
                        JsonType.OBJECT,
                        "{}",
                        "",
                        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\"}}"),
                parameter("options", "java.lang.Object", JsonType.ANY, "{}", "Whatever the source takes", "{}"));
    }

    private String register() throws InterruptedException {
        List<RegisteredNode> nodes = new ArrayList<>();
        List<RegisteredEdge> edges = new ArrayList<>();
        for (int i = 0; i < TASKS.size(); i++) {
            nodes.add(new RegisteredNode(
                    TASKS.get(i), "TASK", "com.example.Covid." + i, List.of(), false, 1, "WHOLE_NODES", true, List.of(), List.of(), null));
        }
        for (int[] edge : new int[][] {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}}) {
            edges.add(new RegisteredEdge(edge[0], edge[1], "DATA"));
        }
        Bundle bundle = new Bundle("file:/srv/flows/covid.jar", "cd".repeat(32), "com.example.Covid.flow", "here");
        return client.register(
                "Demo",
                new Registration(
                        FLOW, "Numbers of a country, month by month", "1".repeat(64), nodes, edges, parameters(), null, LABELS, "", bundle, new ReeveVersion("0.1.0"), "21"))
                .flowId();
    }

    /** A run that waits for people: two of its tasks ask. */
    String asking() throws InterruptedException {
        String id = client.createFlowRun(new NewFlowRun(
                        FLOW, "Demo", null, Map.of("country", "ITALY"), null, "report-to-approve", null, null, null))
                .id();
        SeededRun asking = claim();
        asking.begin(Instant.now().minusSeconds(60));
        asking.success(0, -1, Duration.ofSeconds(4));
        asking.asks(
                1,
                "May the report leave the house?",
                new Question("filter", "May the report leave the house?", QuestionKind.DECISION, List.of()));
        asking.asks(
                2,
                "Which rows are to be left out?",
                new Question(
                        "enrich",
                        "Which rows are to be left out?",
                        QuestionKind.RECORD,
                        List.of(
                                new QuestionField("country", "Country", JsonType.STRING, true, schema("{\"type\":\"string\",\"enum\":[\"GERMANY\",\"ITALY\"]}")),
                                new QuestionField("rows", "int", JsonType.INTEGER, true, schema("{\"type\":\"integer\",\"minimum\":0}")),
                                new QuestionField("note", "String", JsonType.STRING, false, null))));
        return id;
    }

    private SeededRun claim() throws InterruptedException {
        List<ClaimedRun> claimed = List.of();
        for (int i = 0; i < 3 && claimed.isEmpty(); i++) {
            claimed = agent.claim(session.sessionId(), new ClaimRequest(1, 20_000)).runs();
        }
        return new SeededRun(client, claimed.getFirst());
    }

    private SeededRun run() {
        SeededRun known = run;
        if (known == null) {
            throw new IllegalStateException("claim one first");
        }
        return known;
    }

    /** One step of the run that was launched. */
    void more(String what) throws InterruptedException {
        switch (what) {
            case "claim" -> {
                run = claim();
                run().begin(Instant.now());
                run().running(0, -1);
            }
            case "step" -> {
                run().done(0, -1);
                run().success(1, -1, Duration.ofMillis(300));
            }
            case "fail" -> {
                run().log(FAILING, LogLevel.ERROR, "the register of countries is away\n" + TRACE);
                run().fails(FAILING, TRACE);
                run().skip(3, "TriggerFailed", "not all upstreams succeeded");
                run().skip(4, "TriggerFailed", "not all upstreams succeeded");
                run().end("Failed", "1 of 5 reference tasks failed");
            }
            case "again" -> {
                run = claim();
                run().again(FAILING, "Failed");
                run().again(3, "TriggerFailed");
                run().again(4, "TriggerFailed");
                run().begin(Instant.now());
                run().running(FAILING, -1);
            }
            case "finish" -> {
                run().done(FAILING, -1);
                run().success(3, -1, Duration.ofMillis(200));
                run().success(4, -1, Duration.ofMillis(200));
                run().end("Success", "all reference tasks succeeded");
            }
            default -> throw new IllegalArgumentException(what);
        }
    }
}
