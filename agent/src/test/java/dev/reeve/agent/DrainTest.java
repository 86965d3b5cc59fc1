package dev.reeve.agent;

import static dev.reeve.agent.ShortPauses.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.RunOptions;
import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimedRun;
import dev.reeve.engine.record.StructureHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is to end, by what its server sees. Its runs are carried out in this process. */
final class DrainTest {
    /** Longer than a test may take: what waits for a claim to be over fails. */
    private static final Pauses LONG_CLAIMS =
            new Pauses(SHORT.first(), SHORT.longest(), SHORT.idle(), Duration.ofMinutes(30));

    @TempDir
    Path directory;

    private FakeServer server;
    private Path jar;
    private Agent agent;

    @BeforeEach
    void prepare() throws IOException {
        server = new FakeServer();
        jar = Files.writeString(directory.resolve("shop.jar"), "a jar");
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
        server.close();
    }

    private void start(Pauses pauses) throws InterruptedException {
        AgentOptions options = new AgentOptions(
                server.address(),
                "agent key",
                "agent",
                "here",
                List.of(),
                2,
                directory.resolve("spool"),
                "test",
                AgentOptions.Runners.USUAL);
        agent = Agent.start(options, this::crew, pauses);
    }

    private Crew crew(ScheduledExecutorService clock, Fleet.Crashed crashed) {
        RunnerSetup setup = new RunnerSetup(
                server.address(),
                directory.resolve("spool"),
                "here",
                (code, entry) -> RunnerMain.flow(entry),
                RunOptions.DEFAULT.recorded(false),
                new RunLogs());
        return new OwnProcess(new Runner(setup, SHORT), crashed);
    }

    @Test
    void anIdleAgentEndsWithoutWaitingForItsClaim() throws Exception {
        start(LONG_CLAIMS);
        server.awaitClaim();
        assertThat(agent.drain(Duration.ofMinutes(10))).isTrue();
        assertThat(server.ended()).containsExactly("session-1");
        assertThat(agent.drain(Duration.ofMinutes(10))).as("again").isTrue();
    }

    @Test
    void aRunThatWasOnItsWayIsCarriedOut() throws Exception {
        start(LONG_CLAIMS);
        server.awaitClaim();
        FakeRun run = server.onItsWay(server.add(claimed("run-1", "add", directory)));
        assertThat(agent.drain(Duration.ofMinutes(10))).isTrue();
        assertThat(run.state()).isEqualTo("Success");
        assertThat(server.ended()).containsExactly("session-1");
    }

    @Test
    void aServerThatDoesNotKnowOfItIsWaitedFor() throws Exception {
        server.older();
        start(SHORT);
        server.awaitClaim();
        assertThat(agent.drain(Duration.ofMinutes(10))).isTrue();
        assertThat(server.ended()).containsExactly("session-1");
    }

    @Test
    void anAgentWhoseServerIsAwayEndsNevertheless() throws Exception {
        start(LONG_CLAIMS);
        server.awaitClaim();
        server.away(true);
        assertThat(agent.drain(Duration.ofMinutes(10))).isTrue();
        assertThat(server.ended()).as("it lapses by itself").isEmpty();
    }

    @Test
    void aServerThatIsBackIsToldWhileRunsGoOn() throws Exception {
        start(LONG_CLAIMS);
        Path go = directory.resolve("go");
        FakeRun run = server.queue(claimed("run-1", "wait", go));
        server.await(run, known -> "Running".equals(known.state()));
        server.away(true);
        assertThat(agent.drain(Duration.ofMillis(1))).as("a run is in hand").isFalse();
        server.away(false);
        server.awaitDrained();
        Files.writeString(go, "go");
        assertThat(agent.drain(Duration.ofMinutes(10))).isTrue();
        assertThat(run.state()).isEqualTo("Success");
        assertThat(server.ended()).containsExactly("session-1");
    }

    private ClaimedRun claimed(String id, String does, Path file) throws IOException {
        return new ClaimedRun(
                id,
                id,
                1,
                "key of " + id,
                "Demo",
                does,
                1,
                StructureHash.of(RunnerMain.flow(does).graph()),
                new Bundle(jar.toUri().toString(), BundleFiles.sum(jar), does, "here"),
                Map.of("file", file.toString()),
                List.of(),
                null,
                null,
                false);
    }
}
