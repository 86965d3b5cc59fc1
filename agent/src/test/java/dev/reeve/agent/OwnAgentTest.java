package dev.reeve.agent;

import static dev.reeve.agent.ShortPauses.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimedRun;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.record.StructureHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose runner is this process. */
final class OwnAgentTest {
    @TempDir
    Path directory;

    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private FakeServer server;
    private int made;

    @BeforeEach
    void prepare() throws IOException {
        server = new FakeServer();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        System.setOut(out);
        server.close();
    }

    private OwnAgent agent() {
        return OwnAgent.of(server.address(), "agent key", List.of(OwnFlowsOfTests.class))
                .named("own")
                .labels(List.of("eu"))
                .slots(2)
                .spool(directory.resolve("spool"));
    }

    private OwnAgent.Started started(OwnAgent agent) throws InterruptedException {
        return agent.start(
                new Surroundings(
                        directory,
                        Map.of("REEVE_RESULTS_DIR", directory.resolve("results").toString()),
                        2),
                SHORT);
    }

    private FakeRun queue(Flow flow, String method, String sha256) {
        String id = "run-" + ++made;
        Path code = Reeve.code(OwnFlowsOfTests.class);
        Bundle bundle = new Bundle(
                code.toUri().toString(), sha256, OwnFlowsOfTests.class.getName() + "." + method, Bundles.host());
        return server.queue(new ClaimedRun(
                id,
                id,
                1,
                "key of " + id,
                "Demo",
                flow.name(),
                1,
                StructureHash.of(flow.graph()),
                bundle,
                Map.of("file", directory.resolve(id).toString()),
                List.of(),
                null,
                null,
                false));
    }

    private FakeRun queue(Flow flow, String method) throws IOException {
        return queue(flow, method, BundleFiles.sum(Reeve.code(OwnFlowsOfTests.class)));
    }

    private void awaitState(FakeRun run, String state) throws InterruptedException {
        server.await(run, known -> state.equals(known.state()));
    }

    @Test
    void runIsCarriedOutHereAndWhatItSaysIsInItsLogAndShown() throws Exception {
        FakeRun run = queue(OwnFlowsOfTests.tells(), "tells");
        try (OwnAgent.Started agent = started(agent().showLogs())) {
            awaitState(run, "Success");
            server.await(run, known -> server.lines(known).size() >= 2);
            assertThat(agent.drain(Duration.ofMinutes(1))).isTrue();
        }
        assertThat(Files.readString(directory.resolve("run-1")))
                .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        assertThat(server.lines(run)).anySatisfy(line -> assertThat(line).contains("logged of"));
        assertThat(server.lines(run)).anySatisfy(line -> assertThat(line).contains("printed"));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("INFO  [tell] logged of")
                .contains("[tell] printed");
        assertThat(server.sessions().getFirst().labels()).containsExactly("eu", "host:" + Bundles.host());
        assertThat(server.ended()).as("it says goodbye").hasSize(1);
        System.out.println("again as before");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("again as before");
    }

    @Test
    void withoutShowLogsWhatRunsSayIsInTheirLogsAlone() throws Exception {
        FakeRun run = queue(OwnFlowsOfTests.tells(), "tells");
        try (OwnAgent.Started agent = started(agent())) {
            awaitState(run, "Success");
            server.await(run, known -> server.lines(known).size() >= 2);
            assertThat(agent.runs()).isLessThanOrEqualTo(1);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("logged of", "printed");
    }

    @Test
    void runThatIsCancelledStops() throws Exception {
        FakeRun run = queue(OwnFlowsOfTests.waits(), "waits");
        server.leaseSeconds(1);
        try (OwnAgent.Started agent = started(agent())) {
            awaitState(run, "Running");
            server.cancel(run, "not wanted");
            awaitState(run, "Cancelled");
            assertThat(agent.drain(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void runOfAnotherProgramCrashesInWordsThatSayWhatToDo() throws Exception {
        FakeRun run = queue(OwnFlowsOfTests.tells(), "other");
        try (OwnAgent.Started agent = started(agent())) {
            awaitState(run, "Crashed");
            assertThat(agent.drain(Duration.ofMinutes(1))).isTrue();
        }
        assertThat(server.events(run).getLast().to().message())
                .contains("OwnFlowsOfTests.tells")
                .contains("and this is dev.reeve.agent.OwnFlowsOfTests.other")
                .contains("Give such flows a label");
    }

    @Test
    void codeThatIsNotWhatWasRegisteredDoesNotRun() throws Exception {
        FakeRun run = queue(OwnFlowsOfTests.tells(), "tells", "0".repeat(64));
        try (OwnAgent.Started agent = started(agent())) {
            awaitState(run, "Crashed");
            assertThat(agent.drain(Duration.ofMinutes(1))).isTrue();
        }
        assertThat(directory.resolve("run-1")).doesNotExist();
    }

    @Test
    void classWithoutFlowsIsRefused() {
        assertThatThrownBy(() -> started(OwnAgent.of(server.address(), "key", List.of(String.class))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> started(OwnAgent.of(server.address(), "key", List.of(OwnAgentTest.class))))
                .hasMessageContaining("public static Flow");
        assertThatThrownBy(() -> agent().slots(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
