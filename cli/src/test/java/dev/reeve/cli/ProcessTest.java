package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a process of its own, with streams and signals as the operating system gives them. */
@Timeout(120)
class ProcessTest {
    @TempDir
    Path home;

    @Test
    void withJsonNothingElseIsOnStandardOutput() throws Exception {
        Process process = start("greeting", "--output", "json");
        String out = read(process);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(new JsonMapper().readTree(out).get("state").asString()).isEqualTo("Success");
        assertThat(err).contains("greeting world").contains("greet     Success");
    }

    @Test
    void logLinesAreJsonWithRunAndTask() throws Exception {
        ProcessBuilder builder = builder("secretive", "--no-progress", "--log-format", "json");
        builder.environment().put("REEVE_SECRET_SHOP_TOKEN", "hunter2!!");
        Process process = builder.start();
        read(process);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(err.lines()).isNotEmpty().allSatisfy(line -> new JsonMapper().readTree(line));
        JsonNode first = new JsonMapper().readTree(err.lines().findFirst().orElseThrow());
        assertThat(first.get("message").asString()).isEqualTo("asking for the token");
        assertThat(first.get("level").asString()).isEqualTo("INFO");
        assertThat(first.get("flow").asString()).isEqualTo("secretive");
        assertThat(first.get("task").asString()).isEqualTo("token");
        assertThat(first.get("flow_run").asString()).hasSize(26);
        assertThat(first.get("time").asString()).endsWith("Z");
    }

    @Test
    void aSignalCancelsTheRun() throws Exception {
        for (String executor : List.of("threads", "in-thread")) {
            Process process = start("waiting", "--output", "json", "--executor", executor);
            awaitLine(process, "waiting");
            signal(process);
            JsonNode json = new JsonMapper().readTree(read(process));
            assertThat(process.waitFor()).as(executor).isEqualTo(3);
            assertThat(json.get("state").asString()).isEqualTo("Cancelled");
            assertThat(json.get("tasks").get(1).get("state").asString()).isEqualTo("Cancelled");
        }
    }

    @Test
    void aTaskThatEndsTheProcessIsNoSuccess() throws Exception {
        for (String executor : List.of("threads", "in-thread", "virtual")) {
            Process process = start("leaving", "--executor", executor);
            read(process);
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(executor + ": " + said).isEqualTo(1);
            assertThat(said)
                    .contains("the process ends before flow \"leaving\" has finished")
                    .contains("Still running: leave.");
            if (!executor.equals("virtual")) { // whose threads nobody can look into
                assertThat(said).contains("because dev.reeve.cli.flows.ShopFlows.leave called System.exit");
            }
        }
    }

    @Test
    void aDefinitionThatEndsTheProcessIsNoSuccessEither() throws Exception {
        ProcessBuilder builder = builder("gone");
        builder.environment().put("LEAVES", "yes");
        builder.command().replaceAll(word -> word.replace("flows.ShopFlows", "flows.LeavingFlows"));
        Process process = builder.start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said)
                .contains("the process ends while dev.reeve.cli.flows.LeavingFlows.flow() defines its flow")
                .contains("LeavingFlows.lambda$flow$0 called System.exit. Nothing was run.");
    }

    @Test
    void aProcessThatAnotherSignalEndsSaysWhatWasRunning() throws Exception {
        Process process = start("waiting");
        awaitLine(process, "waiting");
        assertThat(new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(129);
        assertThat(said).contains("Still running: wait_forever.").doesNotContain("System.exit");
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() throws Exception {
        ProcessBuilder builder = builder("greeting", "--output", "json");
        builder.redirectErrorStream(false).redirectOutput(new File("/dev/full")); // a disk without space
        Process process = builder.start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("not all could be written to standard output");
    }

    @Test
    void aTaskToResumeThatIsNoneIsAMistake() throws Exception {
        Process process = builder("greeting", "--resume", "nobody")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("has no task \"nobody\" to resume").doesNotContain("Exception");
    }

    @Test
    void aSecondSignalStopsAtOnce() throws Exception {
        Process process = start("stubborn");
        awaitLine(process, "waiting");
        signal(process);
        awaitLine(process, "reeve: cancelling;");
        signal(process);
        assertThat(process.waitFor()).isEqualTo(130);
    }

    @Test
    void aTaskThatDoesNotEndIsNotWaitedForBeyondTheGracePeriod() throws Exception {
        ProcessBuilder builder = builder("stubborn", "--output", "json");
        builder.environment().put("REEVE_RUN_GRACE", "PT0.2S");
        Process process = builder.start();
        awaitLine(process, "waiting");
        signal(process);
        assertThat(new JsonMapper().readTree(read(process)).get("state").asString())
                .isEqualTo("Cancelled");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    private Process start(String flow, String... more) throws IOException {
        return builder(flow, more).start();
    }

    private ProcessBuilder builder(String flow, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reeve.cli.Main",
                "run",
                "dev.reeve.cli.flows.ShopFlows",
                "--cp",
                Invocation.classes(),
                "--flow",
                flow));
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }

    /** As {@code kill} does; {@code process.destroy()} would close the streams as well. */
    private static void signal(Process process) {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void awaitLine(Process process, String beginning) throws IOException, InterruptedException {
        BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (line.startsWith(beginning)) {
                return;
            }
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        throw new AssertionError("ended with " + process.exitValue() + " and without \"" + beginning + "\": " + seen);
    }
}
