package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.FlowVersion;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewProject;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people ask of a server before and beside runs: registrations, runs to come, lists; by the client, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingTest {
    private TestServer server;
    private ReeveClient client;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        client = server.admin();
        client.createProject(new NewProject("Demo", "for tests"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void sameRegistrationMakesNoNewVersion() throws InterruptedException {
        FlowVersion first = client.register("Demo", Samples.registration("versions", "2".repeat(64)));
        FlowVersion same = client.register("Demo", Samples.registration("versions", "2".repeat(64)));
        FlowVersion second = client.register("Demo", Samples.registration("versions", "3".repeat(64)));

        assertThat(List.of(first.version(), same.version(), second.version())).containsExactly(1, 1, 2);
        assertThat(List.of(first.created(), same.created(), second.created())).containsExactly(true, false, true);
        assertThat(client.flow(first.flowId()).version()).isEqualTo(2);
        assertThat(client.structure(first.flowId(), 1).nodes())
                .isEqualTo(Samples.registration("x", "00").nodes());
        assertThat(client.structure(first.flowId(), 1).edges())
                .isEqualTo(Samples.registration("x", "00").edges());
        assertThatThrownBy(() -> client.createFlowRun(
                        new NewFlowRun("versions", null, 1, Map.of("days", 1), null, null, null, null, null)))
                .hasMessageContaining("archived");
    }

    @Test
    void runAskedForAgainWithItsKeyIsTheSameRun() throws InterruptedException {
        client.register("Demo", Samples.registration("idempotent", "4".repeat(64)));
        NewFlowRun wanted = new NewFlowRun(
                "idempotent", "Demo", null, Map.of("days", 1), List.of("nobody"), null, null, null, "key-1");

        assertThat(client.createFlowRun(wanted)).isEqualTo(client.createFlowRun(wanted));
    }

    @Test
    void parametersAreCheckedAgainstTheFlow() throws InterruptedException {
        client.register("Demo", Samples.registration("checked", "5".repeat(64)));

        assertThatThrownBy(() -> client.createFlowRun(NewFlowRun.of("checked", Map.of("country", 1, "x", 2))))
                .hasMessageContaining("/parameters/country: must be a string (String).")
                .hasMessageContaining("/parameters/x: is no parameter of the flow. It has country, days.")
                .hasMessageContaining("/parameters/days: is missing");
        assertThatThrownBy(() -> client.createFlowRun(NewFlowRun.of("checked", Map.of("days", 1.5))))
                .hasMessageContaining("/parameters/days: must be an integer (int).");
    }

    @Test
    void runsAreListedPageByPageNewestFirst() throws InterruptedException {
        client.register("Demo", Samples.registration("listed", "6".repeat(64)));
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(client.createFlowRun(new NewFlowRun(
                            "listed", "Demo", null, Map.of("days", i), List.of("nobody"), null, null, null, null))
                    .id());
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = client.flowRuns(new RunsQuery("Demo", "listed", null, 2, cursor));
            page.items().forEach(run -> seen.add(run.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactlyElementsOf(made);
        assertThat(client.flowRuns(new RunsQuery("Demo", "listed", "Failed", null, null))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> client.flowRuns(new RunsQuery(null, null, "Broken", null, null)))
                .hasMessageContaining("Broken");
    }

    @Test
    void runThatWaitsSaysWhy() throws InterruptedException {
        client.register("Demo", Samples.registration("waiting", "8".repeat(64)));
        FlowRunCreated created = client.createFlowRun(new NewFlowRun(
                "waiting", "Demo", null, Map.of("days", 3), List.of("no-agent-has-this"), null, null, null, null));

        assertThat(client.flowRun(created.id()).why()).contains("no-agent-has-this");
    }

    @Test
    void projectWithFlowsIsNotDeleted() throws InterruptedException {
        client.createProject(new NewProject("Short lived", ""));
        client.register("Short lived", Samples.registration("f", "7".repeat(64)));

        assertThatThrownBy(() -> client.deleteProject("Short lived")).hasMessageContaining("has flows");
        client.createProject(new NewProject("Empty", ""));
        client.deleteProject("Empty");
        assertThatThrownBy(() -> client.project("Empty")).hasMessageContaining("no project");
        assertThatThrownBy(() -> client.createProject(new NewProject("Demo", "")))
                .hasMessageContaining("already");
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> client.flowRun(UUID.randomUUID().toString()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
        assertThatThrownBy(() -> client.createFlowRun(NewFlowRun.of("nowhere", Map.of())))
                .hasMessageContaining("no flow \"nowhere\"");
    }
}
