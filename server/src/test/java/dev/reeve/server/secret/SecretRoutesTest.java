package dev.reeve.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewSecret;
import dev.reeve.api.Role;
import dev.reeve.api.SecretValue;
import dev.reeve.api.StoredSecret;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretRoutesTest {
    private static final String CANARY = "canary-4711-of-the-mine";

    private TestServer server;
    private ReeveClient agentSide;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        agentSide = server.client(server.admin()
                .createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterAll
    void stop() {
        agentSide.close();
        server.close();
    }

    private String project() throws InterruptedException {
        String name = "p" + UUID.randomUUID();
        server.admin().createProject(new NewProject(name, ""));
        return name;
    }

    private ClaimedRun run(String project) throws InterruptedException {
        server.admin().register(project, Samples.registration("flow", "0".repeat(64)));
        server.admin()
                .createFlowRun(new NewFlowRun(
                        "flow", project, null, Map.of("days", 1), List.of(project), null, null, null, null));
        AgentClient agent = agentSide.agent();
        String session = agent.begin(Samples.agent(project)).sessionId();
        return agent.claim(session, new ClaimRequest(1, 5_000)).runs().getFirst();
    }

    private RunnerClient runner(ClaimedRun run) {
        return server.admin().runner(run.runId(), String.valueOf(run.runKey()));
    }

    private void set(String project, String name, String value) throws InterruptedException {
        server.admin().secrets().set(project, new NewSecret(name, value));
    }

    private List<StoredSecret> list(String project) throws InterruptedException {
        return server.admin().secrets().list(project).items();
    }

    @Test
    void aSecretIsSetListedByNameReplacedAndDeletedAtOnce() throws InterruptedException {
        String project = project();
        set(project, "token", "one");
        StoredSecret first = list(project).getFirst();
        set(project, "token", "two");

        assertThat(list(project)).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo("token");
            assertThat(secret.project()).isEqualTo(project);
            assertThat(secret.version()).isGreaterThan(first.version());
            assertThat(secret.setBy()).isEqualTo("REEVE_ADMIN_TOKEN");
            assertThat(secret.lastUsedAt()).isNull();
        });
        ClaimedRun run = run(project);
        assertThat(runner(run).secret("token").map(SecretValue::value)).contains("two");
        assertThat(list(project).getFirst().lastUsedAt()).isNotNull();
        server.admin().secrets().delete(project, "token");
        assertThat(runner(run).secret("token")).isEmpty();
        assertThat(list(project)).isEmpty();
        assertThatThrownBy(() -> server.admin().secrets().delete(project, "token"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("There is no secret \"token\" of project");
        assertThat(server.rows("select action from audit_log where subject = '" + project + "/token' order by id"))
                .extracting(row -> row.get("action"))
                .containsExactly("secret.set", "secret.set", "secret.delete");
    }

    @Test
    void aRunGetsTheSecretsOfItsProjectThenThoseOfAllAndNobodyElses() throws InterruptedException {
        String mine = project();
        String others = project();
        set(mine, "both", "mine");
        set(null, "both", "everybody's");
        set(null, "common one", "for all");
        set(others, "theirs", "not yours");
        RunnerClient runner = runner(run(mine));

        assertThat(runner.secret("both").map(SecretValue::value)).contains("mine");
        assertThat(runner.secret("common one").map(SecretValue::value)).contains("for all");
        assertThat(runner.secret("theirs")).isEmpty();
        assertThat(runner.secret("no such/../name")).isEmpty();
    }

    @Test
    void whoLostTheRunGetsNoSecretOfIt() throws InterruptedException {
        String project = project();
        set(project, "token", CANARY);
        ClaimedRun run = run(project);
        List<Event> whole = new ArrayList<>(List.of(Samples.flow("Pending", Samples.tries("Running", 1, 0))));
        whole.addAll(Samples.success(0));
        whole.addAll(Samples.success(1));
        whole.add(Samples.ended());
        runner(run).events(new EventBatch(run.epoch(), 0, whole));

        assertThatThrownBy(() -> runner(run).secret("token"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.fenced()).isTrue());
        assertThatThrownBy(() -> server.admin()
                        .runner(UUID.randomUUID().toString(), String.valueOf(run.runKey()))
                        .secret("token"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void aKeyOfAProjectSetsSecretsOfThatProjectAlone() throws InterruptedException {
        String mine = project();
        String others = project();
        String key = server.admin()
                .createKey(new NewKey("k", KeyKind.USER, Role.MEMBER, mine, null))
                .key();
        try (ReeveClient member = server.client(key)) {
            member.secrets().set(mine, new NewSecret("token", "x"));
            assertThatThrownBy(() -> member.secrets().set(others, new NewSecret("token", "x")))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
            assertThatThrownBy(() -> member.secrets().set(null, new NewSecret("token", "x")))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(403));
        }
    }

    @Test
    void rowsThatChangedPlacesAreNotTakenForEachOther() throws InterruptedException {
        String project = project();
        set(project, "mine", "a");
        set(project, "other", "b");
        server.sql("update secret s set sealed = o.sealed from secret o where s.name = 'mine' and o.name = 'other'"
                + " and s.project_id = o.project_id and s.project_id = (select id from project where name = '" + project
                + "')");
        RunnerClient runner = runner(run(project));

        assertThatThrownBy(() -> runner.secret("mine"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409))
                .hasMessageContaining("cannot be opened");
        assertThat(runner.secret("other").map(SecretValue::value)).contains("b");
        server.admin().secrets().delete(project, "mine");
    }

    @Test
    void namesAndValuesAreChecked() throws InterruptedException {
        String project = project();
        for (String name : List.of("", " ", "a/b", "../x", "x\ny", "x".repeat(201))) {
            assertThatThrownBy(() -> set(project, name, "value"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("/name");
        }
        assertThatThrownBy(() -> set(project, "name", "")).hasMessageContaining("/value");
        assertThatThrownBy(() -> set(project, "name", CANARY.repeat(4_000)))
                .hasMessageContaining("/value")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void noTableHasTheValueAndNoAnswerToPeopleEither() throws InterruptedException {
        String project = project();
        set(project, "token", CANARY);
        set(null, "token of all", CANARY);
        assertThat(runner(run(project)).secret("token").map(SecretValue::value)).contains(CANARY);

        for (Map<String, Object> table :
                server.rows("select table_name from information_schema.tables where table_schema = 'reeve'")) {
            String name = String.valueOf(table.get("table_name"));
            assertThat(server.rows("select t::text as line from \"" + name + "\" t where t::text ~ '" + CANARY + "|"
                            + HexFormat.of().formatHex(CANARY.getBytes(UTF_8)) + "'"))
                    .as(name)
                    .isEmpty();
        }
        assertThat(server.wire()
                        .get("/api/v1/projects/" + project + "/secrets", TestServer.ADMIN)
                        .text())
                .contains("token")
                .doesNotContain(CANARY);
        assertThat(server.wire().get("/api/v1/secrets", TestServer.ADMIN).text())
                .doesNotContain(CANARY);
    }

    @Test
    void aProjectTakesItsSecretsAlong() throws InterruptedException {
        String project = project();
        set(project, "token", "x");
        server.admin().deleteProject(project);
        server.admin().createProject(new NewProject(project, ""));

        assertThat(list(project)).isEmpty();
    }
}
