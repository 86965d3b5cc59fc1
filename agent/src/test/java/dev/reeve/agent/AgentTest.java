package dev.reeve.agent;

import static dev.reeve.agent.ShortPauses.SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimedRun;
import dev.reeve.client.RefusedException;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.record.StructureHash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent with real runner processes. */
final class AgentTest {
    @TempDir
    Path directory;

    private FakeServer server;
    private Path jar;
    private Agent agent;
    private int made;

    @BeforeEach
    void prepare() throws IOException {
        server = new FakeServer();
        server.leaseSeconds(3);
        jar = Files.writeString(directory.resolve("shop.jar"), "a jar");
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
        server.close();
    }

    private void start(int slots, AgentOptions.Runners runners) throws InterruptedException {
        AgentOptions options = new AgentOptions(
                server.address(), "agent key", "agent", "here", List.of("eu"), slots, spool(), "test", runners);
        agent = Agent.start(options, this::command, SHORT);
    }

    private void start() throws InterruptedException {
        start(4, new AgentOptions.Runners(false, 4, Duration.ofMinutes(5), Duration.ofMillis(500)));
    }

    private Path spool() {
        return directory.resolve("spool");
    }

    private ProcessBuilder command(ClaimedRun first) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                RunnerMain.class.getName(),
                server.address().toString(),
                spool().toString());
    }

    private FakeRun queue(String does, Path file) throws IOException {
        String id = "run-" + ++made;
        Bundle bundle = new Bundle(jar.toUri().toString(), BundleFiles.sum(jar), does, "here");
        return server.queue(new ClaimedRun(
                id,
                id,
                1,
                "key of " + id,
                "Demo",
                does,
                1,
                StructureHash.of(RunnerMain.flow(does).graph()),
                bundle,
                Map.of("file", file.toString()),
                List.of(),
                null,
                null,
                false));
    }

    private FakeRun queue(String does) throws IOException {
        return queue(does, directory.resolve(does));
    }

    private void awaitState(FakeRun run, String state) throws InterruptedException {
        server.await(run, known -> state.equals(known.state()));
    }

    private void awaitCrash(FakeRun run) throws InterruptedException {
        server.await(run, known -> known.refused != null);
    }

    private static void awaitFile(Path file) {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void runsOfOneBundleAreCarriedOutByOneWarmProcess() throws Exception {
        start();
        List<FakeRun> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runs.add(queue("add"));
        }
        for (FakeRun run : runs) {
            awaitState(run, "Success");
        }
        assertThat(agent.fleet().pids()).hasSizeLessThanOrEqualTo(2).isNotEmpty();
        assertThat(server.violations()).isEmpty();
        assertThat(server.sessions().getFirst().labels()).containsExactly("eu");
    }

    @Test
    void aRunThatIsToBeAloneHasAProcessOfItsOwn() throws Exception {
        start(2, new AgentOptions.Runners(true, 4, Duration.ofMinutes(5), Duration.ofSeconds(1)));
        Path go = directory.resolve("go");
        FakeRun one = queue("wait", go);
        FakeRun two = queue("wait", go);
        awaitState(one, "Running");
        awaitState(two, "Running");
        assertThat(agent.fleet().pids()).hasSize(2);
        Files.writeString(go, "go");
        awaitState(one, "Success");
        awaitState(two, "Success");
    }

    @Test
    void aTaskThatEndsTheProcessCrashesItsRunWithTheCause() throws Exception {
        start();
        FakeRun run = queue("exit");
        awaitCrash(run);
        assertThat(run.refused).contains("exit code 3").contains("the task goes now");
        FakeRun next = queue("add");
        awaitState(next, "Success");
    }

    @Test
    void aRunInTheProcessOfOneThatEndsItIsWorthAnotherTry() throws Exception {
        start();
        FakeRun beside = queue("wait", directory.resolve("never"));
        awaitFile(directory.resolve("never.begun"));
        FakeRun exits = queue("exit");
        awaitCrash(exits);
        awaitCrash(beside);
        assertThat(exits.worthAnotherTry).isFalse();
        assertThat(beside.refused).contains("exit code 3");
        assertThat(beside.worthAnotherTry).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exitInside", "exitDefining"})
    void aRunThatEndsTheProcessInARunWithinOrAsItIsDefinedIsKnown(String does) throws Exception {
        start();
        FakeRun beside = queue("wait", directory.resolve("never"));
        awaitFile(directory.resolve("never.begun"));
        FakeRun exits = queue(does);
        awaitCrash(exits);
        awaitCrash(beside);
        assertThat(exits.worthAnotherTry).isFalse();
        assertThat(beside.worthAnotherTry).isTrue();
    }

    @Test
    void whoMayHaveEndedAProcessIsWorthAnotherTryWithFewerBesideIt() throws Exception {
        start();
        Path go = directory.resolve("go");
        Path later = directory.resolve("later");
        FakeRun beside = queue("wait", later);
        awaitFile(directory.resolve("later.begun"));
        FakeRun halts = queue("halt", go);
        awaitFile(directory.resolve("go.begun"));
        Files.writeString(go, "go");
        awaitCrash(halts);
        awaitCrash(beside);
        assertThat(List.of(halts, beside)).allSatisfy(run -> {
            assertThat(run.worthAnotherTry).isTrue();
            assertThat(run.refused).contains("one of the 2 runs").contains("exit code 4");
        });

        FakeRun again = server.reopen(beside, beside.claimed.parameters(), null);
        FakeRun another = queue("wait", later);
        FakeRun itself = server.reopen(halts, halts.claimed.parameters(), null);
        awaitCrash(itself);
        assertThat(itself.worthAnotherTry).as("it was alone").isFalse();
        awaitState(again, "Running");
        awaitState(another, "Running");
        assertThat(agent.fleet().pids())
                .as("what was lost shares with none that was not")
                .hasSize(2);
        Files.writeString(later, "go");
        awaitState(again, "Success");
        awaitState(another, "Success");
    }

    @Test
    void aProcessWithoutMemoryCrashesItsRunWithTheCause() throws Exception {
        start();
        FakeRun run = queue("fill");
        awaitCrash(run);
        assertThat(run.refused).contains("ran out of memory").contains("OutOfMemoryError");
    }

    @Test
    void aKilledProcessCrashesAllItsRunsWithTheCause() throws Exception {
        start();
        FakeRun one = queue("wait");
        awaitFile(directory.resolve("wait.begun"));
        ProcessHandle.of(agent.fleet().pids().getFirst()).orElseThrow().destroyForcibly();
        awaitCrash(one);
        assertThat(one.refused).contains("signal 9");
    }

    @Test
    void aRunThatTakesNoNoticeOfItsCancellationIsKilledAfterTheGracePeriod() throws Exception {
        start();
        FakeRun run = queue("hang");
        awaitFile(directory.resolve("hang"));
        server.cancel(run, "enough");
        awaitCrash(run);
        assertThat(run.refused).contains("was killed").contains("did not within");
    }

    @Test
    void aRunInTheProcessOfOneThatHasToBeKilledIsWorthAnotherTry() throws Exception {
        start();
        FakeRun hangs = queue("hang");
        FakeRun beside = queue("wait", directory.resolve("never"));
        awaitFile(directory.resolve("hang"));
        awaitFile(directory.resolve("never.begun"));
        assertThat(agent.fleet().pids()).hasSize(1);
        server.cancel(hangs, "enough");
        awaitCrash(hangs);
        awaitCrash(beside);
        assertThat(hangs.worthAnotherTry).isFalse();
        assertThat(beside.refused).contains("run-1 was to stop and did not within");
        assertThat(beside.worthAnotherTry).isTrue();
    }

    @Test
    void aProcessInWhichARunIsToStopTakesNoOther() throws Exception {
        start();
        FakeRun hangs = queue("hang");
        awaitFile(directory.resolve("hang"));
        server.cancel(hangs, "enough", 60);
        server.awaitHeard();
        FakeRun next = queue("wait", directory.resolve("go"));
        awaitFile(directory.resolve("go.begun"));
        assertThat(agent.fleet().pids()).hasSize(2);
        Files.writeString(directory.resolve("go"), "go");
        awaitState(next, "Success");
        assertThat(hangs.refused).isNull();
    }

    @Test
    void whatTheProcessPrintsIsInTheLogOfItsRunAndALineTooLongIsCut() throws Exception {
        start();
        FakeRun run = queue("print");
        awaitState(run, "Success");
        server.await(run, known -> known.lines.size() >= 3);
        assertThat(server.lines(run)).contains("printed", "complained");
        assertThat(server.lines(run))
                .filteredOn(line -> line.startsWith("xxx"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(70_000).contains("10000000 bytes"));
    }

    @Test
    void whatADeadRunnerToldWhileTheServerWasAwayIsDeliveredWhenItIsBack() throws Exception {
        start();
        Path go = directory.resolve("go");
        FakeRun run = queue("wait", go);
        awaitState(run, "Running");
        awaitFile(directory.resolve("go.begun"));
        server.away(true);
        Files.writeString(go, "go"); // the run ends, and can tell nobody
        while (!spooled(".spool").contains("all reference tasks succeeded")
                || !spooled(".lines").contains("waited for go")) {
            LockSupport.parkNanos(1_000_000);
        }
        ProcessHandle.of(agent.fleet().pids().getFirst()).orElseThrow().destroyForcibly();
        server.away(false);
        awaitState(run, "Success");
        assertThat(server.lines(run)).as("which come first").containsExactly("waited for go");
        assertThat(server.violations()).isEmpty();
    }

    private String spooled(String suffix) throws IOException {
        if (!Files.isDirectory(spool())) {
            return "";
        }
        try (var files = Files.list(spool())) {
            Path file = files.filter(path -> path.toString().endsWith(suffix))
                    .findFirst()
                    .orElse(null);
            return file == null ? "" : Files.readString(file);
        }
    }

    @Test
    void aDrainedAgentLetsItsRunsEndAndSaysGoodbye() throws Exception {
        start();
        Path go = directory.resolve("go");
        FakeRun run = queue("wait", go);
        awaitState(run, "Running");
        long pid = agent.fleet().pids().getFirst();
        Thread.ofPlatform().start(() -> {
            awaitFile(directory.resolve("go.begun"));
            try {
                Files.writeString(go, "go");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(agent.drain(Duration.ofSeconds(60))).isTrue();
        assertThat(run.state()).isEqualTo("Success");
        assertThat(server.ended()).containsExactly("session-1");
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    @Test
    void aProcessWithoutARunEndsAfterAWhile() throws Exception {
        start(1, new AgentOptions.Runners(false, 4, Duration.ZERO, Duration.ofSeconds(1)));
        Path go = directory.resolve("go");
        FakeRun run = queue("wait", go);
        awaitState(run, "Running");
        ProcessHandle process =
                ProcessHandle.of(agent.fleet().pids().getFirst()).orElseThrow();
        Files.writeString(go, "go");
        process.onExit().join();
        assertThat(run.refused).isNull();
        FakeRun next = queue("add");
        awaitState(next, "Success");
    }

    @Test
    void aRunnerWhoseAgentIsGoneEndsWhenTheLeaseHasLapsed() throws Exception {
        FakeRun run = queue("wait");
        Process process = command(run.claimed)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream orders = process.getOutputStream()) {
            long lease = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            for (RunnerOrder order :
                    List.of(RunnerOrder.token("token"), RunnerOrder.lease(lease), RunnerOrder.run(run.claimed))) {
                orders.write((ServerJson.MAPPER.writeValueAsString(order) + "\n").getBytes(UTF_8));
            }
            orders.flush();
            awaitFile(directory.resolve("wait.begun"));
            orders.write((ServerJson.MAPPER.writeValueAsString(RunnerOrder.lease(System.nanoTime() + 1_000_000)) + "\n")
                    .getBytes(UTF_8));
        }
        assertThat(process.waitFor()).isZero();
        assertThat(run.state()).isEqualTo("Running");
    }

    @Test
    void aRunThatComesAgainInAnotherEpochBeginsWhenTheEarlierHasEnded() throws Exception {
        start();
        FakeRun first = queue("wait", directory.resolve("never"));
        awaitState(first, "Running");
        FakeRun second =
                server.reopen(first, Map.of("file", directory.resolve("go").toString()));
        Files.writeString(directory.resolve("go"), "go");
        awaitState(second, "Success");
        assertThat(first.refused).isNull();
        assertThat(agent.fleet().pids()).hasSize(1);
        assertThat(agent.fleet().awaitFewer(1, 10_000)).isZero();
    }

    @Test
    void aRunOfASessionThatLapsedIsStoppedAlthoughTheNextSessionHolds() throws Exception {
        start();
        FakeRun run = queue("wait", directory.resolve("never"));
        awaitFile(directory.resolve("never.begun"));
        server.lapse();
        assertThat(agent.fleet().awaitFewer(1, 20_000)).isZero();
        assertThat(server.sessions()).hasSize(2);
        assertThat(run.state()).as("what it says to stop is not its end").isEqualTo("Running"); // this server takes all
        FakeRun next = queue("add");
        awaitState(next, "Success");
    }

    @Test
    void whatKilledRunnersLeftInTheSpoolGoesWithTheAgent() throws Exception {
        start();
        FakeRun first = queue("wait", directory.resolve("never"));
        awaitFile(directory.resolve("never.begun"));
        Path left = spool().resolve("records-" + agent.fleet().pids().getFirst());
        Files.createDirectories(left.resolve("structures"));
        Files.writeString(left.resolve("structures").resolve("one"), "what a run left");
        agent.close();
        assertThat(left).doesNotExist();
        assertThat(first.state()).isEqualTo("Running");
    }

    @Test
    void whatRunnersOfAKilledAgentLeftInTheSpoolGoesWhenTheNextStarts() throws Exception {
        FakeRun run = queue("add");
        Path left = spool();
        Files.createDirectories(left.resolve("records-999999999"));
        start();
        awaitState(run, "Success");
        while (Files.exists(left.resolve("records-999999999"))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void whatDeadRunnersLeftInTheSpoolGoesThoughTheServerIsAway() throws Exception {
        Path left = spool().resolve("records-999999999");
        Files.createDirectories(left);
        server.away(true);
        Thread starting = Thread.ofPlatform().start(() -> {
            try {
                start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (Files.exists(left)) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(server.sessions()).isEmpty();
        server.away(false);
        starting.join();
    }

    @Test
    void anAgentWhoseKeyIsWrongDoesNotStart() throws Exception {
        server.refuseAgents();
        assertThatThrownBy(this::start).isInstanceOf(RefusedException.class);
    }
}
