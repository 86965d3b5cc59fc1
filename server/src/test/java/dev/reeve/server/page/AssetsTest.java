package dev.reeve.server.page;

import static dev.reeve.server.Samples.ended;
import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.success;
import static dev.reeve.server.Samples.task;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.Asset;
import dev.reeve.api.AssetEvent;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Page;
import dev.reeve.api.Provenance;
import dev.reeve.api.ProvenanceInput;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.Registration;
import dev.reeve.api.Role;
import dev.reeve.api.StateJson;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Data outside of flows, from registration to who made it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssetsTest {
    private static final String ORDERS = "s3://shop/orders?x=ä&y";

    private TestServer server;
    private ReeveClient client;
    private ReeveClient agentSide;
    private AgentClient agent;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", ""));
        client.createProject(new NewProject("Hidden", ""));
        agentSide = server.client(client.createKey(new NewKey("w", KeyKind.AGENT, null, null, null))
                .key());
        agent = agentSide.agent();
    }

    @AfterAll
    void stop() {
        agentSide.close();
        server.close();
    }

    private static RegisteredNode node(String name, List<String> reads, List<String> produces) {
        RegisteredNode plain = Samples.node(name, 1);
        return new RegisteredNode(
                name, "TASK", plain.function(), List.of(), false, 1, "WHOLE_NODES", true, reads, produces, null);
    }

    private static Registration registration(String flow, String hash, String made) {
        Registration plain = Samples.registration(flow, hash);
        return new Registration(
                flow,
                plain.description(),
                hash,
                List.of(node("fetch", List.of(ORDERS), List.of()), node("load", List.of(), List.of(made))),
                plain.edges(),
                plain.parameters(),
                null,
                List.of(),
                null,
                plain.bundle(),
                plain.reeve(),
                plain.javaRelease());
    }

    private String ran(String project, String flow, List<Event> events) throws InterruptedException {
        String id = client.createFlowRun(
                        new NewFlowRun(flow, project, null, Map.of("days", 3), List.of(flow), null, null, null, null))
                .id();
        String session = agent.begin(Samples.agent(flow)).sessionId();
        ClaimedRun run = agent.claim(session, new ClaimRequest(1, 5_000)).runs().getFirst();
        client.runner(run.runId(), String.valueOf(run.runKey())).events(new EventBatch(run.epoch(), 0, events));
        return id;
    }

    private static List<Event> well() {
        List<Event> events = new ArrayList<>(List.of(flow("Pending", tries("Running", 1, 0))));
        events.addAll(success(0));
        events.addAll(success(1));
        events.add(ended());
        return events;
    }

    private Asset one(String name) throws InterruptedException {
        List<Asset> found = client.assets().list("Demo", name, null, null).items();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void taskRunThatSucceedsHasMadeWhatItsTaskSaysItMakes() throws InterruptedException {
        client.register("Demo", registration("shop", "a".repeat(64), "warehouse.sales"));
        assertThat(one("warehouse.sales").lastProduced()).isNull();
        assertThat(one("warehouse.sales").producedBy())
                .extracting(use -> use.flow() + " " + use.version() + " " + use.task())
                .containsExactly("shop 1 load");

        String first = ran("Demo", "shop", well());
        String second = ran("Demo", "shop", well());

        Asset asset = one("warehouse.sales");
        assertThat(asset.project()).isEqualTo("Demo");
        assertThat(asset.readBy()).isEmpty();
        assertThat(asset.lastRead()).isNull();
        AssetEvent made = java.util.Objects.requireNonNull(asset.lastProduced());
        assertThat(made.runId()).isEqualTo(second);
        assertThat(made.task()).isEqualTo("load");
        assertThat(made.attempt()).isEqualTo(1);
        assertThat(made.epoch()).isEqualTo(1);
        assertThat(one(ORDERS).lastRead()).isNotNull();
        Page<AssetEvent> page = client.assets().events("Demo", "warehouse.sales", true, 1, null);
        assertThat(page.items()).extracting(AssetEvent::runId).containsExactly(second);
        Page<AssetEvent> rest = client.assets().events("Demo", "warehouse.sales", true, 1, page.next());
        assertThat(rest.items()).extracting(AssetEvent::runId).containsExactly(first);
        assertThat(rest.next()).isNull();
        assertThat(client.assets()
                        .events("Demo", "warehouse.sales", false, 10, null)
                        .items())
                .isEmpty();

        client.register("Demo", registration("shop", "b".repeat(64), "warehouse.revenue"));
        assertThat(one("warehouse.sales").producedBy())
                .as("the newest version does not")
                .isEmpty();
        assertThat(one("warehouse.sales").lastProduced()).isNotNull();
        String deletion = "{\"action\":\"delete\",\"runs\":[\"" + second + "\"]}";
        assertThat(server.wire()
                        .post("/api/v1/flow-runs:bulk", TestServer.ADMIN, deletion)
                        .status())
                .isEqualTo(200);
        assertThat(one("warehouse.sales").lastProduced())
                .as("gone with its run")
                .extracting(AssetEvent::runId)
                .isEqualTo(first);
    }

    @Test
    void taskRunThatFailsHasMadeNothing() throws InterruptedException {
        client.register("Demo", registration("failing", "c".repeat(64), "never.made"));
        List<Event> events = new ArrayList<>(List.of(flow("Pending", tries("Running", 1, 0))));
        events.addAll(success(0));
        events.add(task(1, "Pending", tries("Queued", 1, 0)));
        events.add(task(1, "Queued", tries("Running", 1, 0)));
        StateJson failed = new StateJson("Failed", "no", null, null, null, null, null, null, 1, "E");
        events.add(task(1, "Running", failed));
        events.add(flow("Running", failed));

        ran("Demo", "failing", events);

        assertThat(one("never.made").lastProduced()).isNull();
    }

    @Test
    void whatAResultWasMadeFromIsToldByReferencesAndChecksums() throws InterruptedException {
        client.register("Demo", registration("origin", "d".repeat(64), "origin.made"));
        String run = ran("Demo", "origin", well());

        Provenance load = client.assets().provenance(run, 1, -1);

        assertThat(load.task()).isEqualTo("load");
        assertThat(load.state().name()).isEqualTo("Success");
        assertThat(load.result()).isEqualTo("file:/results/1");
        assertThat(load.hash()).isEqualTo("c0ffee");
        assertThat(load.code().sha256()).isEqualTo("ab".repeat(32));
        assertThat(load.parameters()).isEqualTo(Map.of("days", 3));
        assertThat(load.inputs())
                .containsExactly(new ProvenanceInput(0, -1, "fetch", "DATA", "Success", "file:/results/0", "c0ffee"));
        assertThat(load.produces()).containsExactly("origin.made");
        assertThat(client.assets().provenance(run, 0, -1).inputs()).isEmpty();
        assertThatThrownBy(() -> client.assets().provenance(run, 7, -1))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(404));
        assertThatThrownBy(() -> client.assets().provenance(run, 0, 3))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void assetsComeByNameInPagesAndOnlyOfProjectsThatAreSeen() throws InterruptedException {
        client.register("Hidden", registration("secretive", "e".repeat(64), "zz.hidden"));
        client.register("Demo", registration("open", "f".repeat(64), "zz.open"));
        String key = client.createKey(new NewKey("k", KeyKind.USER, Role.VIEWER, "Demo", null))
                .key();
        List<String> names = new ArrayList<>();
        try (ReeveClient viewer = server.client(key)) {
            assertThat(viewer.assets().list(null, null, "ZZ.", null).items())
                    .extracting(Asset::name)
                    .containsExactly("zz.open");
            assertThatThrownBy(() -> viewer.assets().events("Hidden", "zz.hidden", null, 5, null))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.status()).isEqualTo(404));
        }
        String cursor = "";
        while (cursor != null) {
            var reply = server.wire()
                    .get(
                            "/api/v1/assets?text=zz.&limit=1" + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                            TestServer.ADMIN)
                    .json();
            reply.get("items").forEach(item -> names.add(item.get("name").asString()));
            cursor = reply.has("next") && !reply.get("next").isNull()
                    ? reply.get("next").asString()
                    : null;
        }
        assertThat(names).containsExactly("zz.hidden", "zz.open");
        for (String wrong : List.of("x", "1.%25", "1.", "99999999999.YQ", "1.YQ%3D%3D%3D")) {
            assertThat(server.wire()
                            .get("/api/v1/assets?cursor=" + wrong, TestServer.ADMIN)
                            .status())
                    .as(wrong)
                    .isIn(200, 422);
        }
    }

    @Test
    void namesThatCannotBeOfAssetsAreRefusedByTheirPlace() {
        assertThatThrownBy(() -> client.register("Demo", registration("odd", "1".repeat(64), "x".repeat(301))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.problem().errors().getFirst().pointer()).isEqualTo("/nodes/1/produces/0");
                });
    }
}
