package dev.reeve.server;

import static dev.reeve.server.Samples.flow;
import static dev.reeve.server.Samples.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.EventBatch;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.server.backup.Restore;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that was backed up while it worked, and goes on from there while the agents of before still run. */
final class RestoredServerTest {
    @TempDir
    private Path directory;

    private ServerBackup backup(Path of, DatabaseAddress address) {
        return new ServerBackup(of, TestServer.url(address), words -> {});
    }

    private static ClaimedRun claimed(AgentClient agent, String session) throws InterruptedException {
        for (int tries = 0; tries < 10; tries++) {
            List<ClaimedRun> runs =
                    agent.claim(session, new ClaimRequest(1, 20_000)).runs();
            if (!runs.isEmpty()) {
                return runs.getFirst();
            }
            agent.heartbeat(session);
        }
        throw new AssertionError("no run came");
    }

    @Test
    void whoRanBeforeHasNoSayInWhatGoesOnAfter() throws Exception {
        DatabaseAddress before = TestDatabase.fresh();
        DatabaseAddress after = TestDatabase.fresh();
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ReeveServer old = start(first, before);
                ReeveClient admin = ReeveClient.at(old.address(), TestServer.ADMIN)) {
            admin.createProject(new NewProject("Demo", ""));
            String key = admin.createKey(new NewKey("w", KeyKind.AGENT, null, null, null))
                    .key();
            admin.register("Demo", Samples.registration("shop", "0".repeat(64)));
            FlowRunCreated run = admin.createFlowRun(
                    new NewFlowRun("shop", "Demo", null, Map.of("days", 3), List.of(), null, null, null, null));
            try (ReeveClient agentSide = ReeveClient.at(old.address(), key)) {
                AgentClient agent = agentSide.agent();
                String session = agent.begin(Samples.agent()).sessionId();
                ClaimedRun held = claimed(agent, session);

                backup(first, before).write(file); // while the run goes on

                admin.runner(run.id(), String.valueOf(held.runKey()))
                        .events(new EventBatch(held.epoch(), 0, List.of(flow("Pending", tries("Running", 1, 0)))));
                Files.copy(first.resolve("server.key"), second.resolve("server.key"));
                Restore restored = backup(second, after).read(new ByteArrayInputStream(file.toByteArray()));
                assertThat(restored.takenBack()).isEqualTo(1);
                assertThat(backup(second, after).isKeyOf(restored)).contains(true);
                goesOn(second, after, key, held, session);
            }
        }
    }

    private static ReeveServer start(Path directory, DatabaseAddress address) {
        return ReeveServer.start(
                ServerOptions.in(directory).adminToken(TestServer.ADMIN).databaseUrl(TestServer.url(address)));
    }

    private static void goesOn(Path directory, DatabaseAddress address, String key, ClaimedRun old, String oldSession)
            throws InterruptedException {
        try (ReeveServer server = start(directory, address);
                ReeveClient admin = ReeveClient.at(server.address(), TestServer.ADMIN);
                ReeveClient agentSide = ReeveClient.at(server.address(), key);
                RunnerClient runner = RunnerClient.at(server.address(), old.runId(), String.valueOf(old.runKey()))) {
            AgentClient agent = agentSide.agent();
            assertThatThrownBy(() -> agent.heartbeat(oldSession)).isInstanceOf(RefusedException.class);
            String session = agent.begin(Samples.agent()).sessionId();
            assertThat(Long.parseLong(session)).isGreaterThan(1_000_000);

            ClaimedRun again = claimed(agent, session);
            assertThat(again.runId()).isEqualTo(old.runId());
            assertThat(again.epoch()).isGreaterThan(old.epoch() + 1000);
            assertThatThrownBy(() -> runner.events(new EventBatch(old.epoch(), 1, List.of())))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(401));

            assertThat(admin.runner(again.runId(), String.valueOf(again.runKey()))
                            .events(new EventBatch(again.epoch(), 0, List.of(flow("Pending", tries("Running", 1, 0)))))
                            .nextSeq())
                    .isEqualTo(1);
            assertThat(admin.flowRun(again.runId()).state().name()).isEqualTo("Running");
        }
    }

    @Test
    void directoryWithoutDataHasNothingToBackUp() {
        assertThatThrownBy(() -> new ServerBackup(directory, null, words -> {}).write(new ByteArrayOutputStream()))
                .hasMessageContaining("there is no server's data in")
                .hasMessageContaining("--database-url");
        assertThat(directory).isEmptyDirectory();
    }
}
