package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.EventKind;
import dev.reeve.api.FlowRun;
import dev.reeve.api.HistoryEntry;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewKey;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent and its runner that stand still until their lease has lapsed, and wake when another has the run. */
@Timeout(240)
final class StoppedRunnerTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";

    private static final String LOST =
            "It was begun anew after it was lost in epoch 1, for agent one was not heard of any longer.";

    @TempDir
    Path home;

    private ReeveServer server;
    private ReeveClient client;
    private final List<Process> agents = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        // PostgreSQL runs under another account where the tests run as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        server = ReeveServer.start(
                ServerOptions.in(home.resolve("server")).adminToken(ADMIN).agentLease(Duration.ofSeconds(4)));
        client = ReeveClient.at(server.address(), ADMIN);
        reeve("project", "create", "Demo");
        reeve("register", ServerJourneyTest.jar(home.resolve("shop.jar")).toString(), "-p", "Demo");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process agent : agents) {
            agent.descendants().forEach(ProcessHandle::destroyForcibly);
            agent.destroyForcibly().waitFor();
        }
        client.close();
        server.close();
    }

    private Invocation reeve(String... args) {
        Invocation asked = new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN)
                .run(args);
        assertThat(asked.code()).as(asked.err()).isZero();
        return asked;
    }

    private Process agent(String name) throws IOException, InterruptedException {
        String key = client.createKey(new NewKey(name, KeyKind.AGENT, null, null, null))
                .key();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home.resolve(name),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main",
                "agent",
                "start",
                "--name",
                name);
        QuickJvms.beneath(builder);
        builder.environment().put("REEVE_URL", server.address().toString());
        builder.environment().put("REEVE_TOKEN", key);
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        Process agent = builder.start();
        agents.add(agent);
        return agent;
    }

    private static void signal(String signal, long... processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        for (long each : processes) {
            command.add(Long.toString(each));
        }
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private static String awaitText(Path file) throws IOException {
        while (!Files.exists(file) || Files.readString(file).isEmpty()) {
            LockSupport.parkNanos(10_000_000);
        }
        return Files.readString(file);
    }

    private FlowRun await(String id, Predicate<FlowRun> condition) throws InterruptedException {
        FlowRun run = client.flowRun(id);
        while (!condition.test(run)) {
            LockSupport.parkNanos(50_000_000);
            run = client.flowRun(id);
        }
        return run;
    }

    @Test
    void whoWakesAfterItsLeaseLapsedIsInterruptedAndNothingThatItSaysIsWritten() throws Exception {
        Path place = Files.createDirectory(home.resolve("place"));
        String id = reeve("run", "--flow", "patient", "-p", "directory=" + place)
                .out()
                .strip();
        Process one = agent("one");
        String first = awaitText(place.resolve("begun"));
        await(id, run -> run.state().name().equals("Running"));
        signal("-STOP", one.pid(), Long.parseLong(first));

        await(id, run -> run.state().name().equals("Pending"));
        assertThat(reeve("why", id).out()).contains(LOST);
        Files.delete(place.resolve("begun"));
        agent("two");
        String second = awaitText(place.resolve("begun"));
        assertThat(second).isNotEqualTo(first);
        await(id, run -> run.epoch() == 2 && run.state().name().equals("Running"));

        signal("-CONT", Long.parseLong(first), one.pid());
        assertThat(awaitText(place.resolve("interrupted"))).isEqualTo(first);
        Files.writeString(place.resolve("go"), "");
        FlowRun run = await(id, each -> each.endedAt() != null);
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.epoch()).isEqualTo(2);

        List<HistoryEntry> history = client.history(id, null).items();
        assertThat(history).extracting(HistoryEntry::epoch).isSorted();
        assertThat(history)
                .filteredOn(entry -> entry.state().name().equals("Crashed") && entry.epoch() == 1)
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.state().message()).isEqualTo("agent one was not heard of any longer"));
        assertThat(reeve("why", id).out()).contains("Success").contains(LOST);
        assertThat(client.told(id, EventKind.ARTIFACT, null, 100).entries()).isEmpty();
        while (!Files.readString(home.resolve("one.log")).contains("another begins")) {
            LockSupport.parkNanos(50_000_000); // at its next heartbeat
        }
    }
}
