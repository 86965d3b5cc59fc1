package dev.reeve.engine.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.FlowRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share one cache. */
@Timeout(120)
final class CachingProcessesTest {
    private static final int ROUNDS = 100;

    @TempDir
    Path directory;

    private Process process(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=engine-logback.xml", // nothing beside what it prints
                "-cp",
                System.getProperty("java.class.path"),
                CachingFlow.class.getName(),
                directory.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> lines(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    @Test
    void eachResultIsMadeByOneOfTwoProcessesAndFoundWholeByTheOther() throws Exception {
        Process one = process(ROUNDS);
        Process two = process(ROUNDS);
        CompletableFuture<List<String>> ofTwo = CompletableFuture.supplyAsync(() -> {
            try {
                return lines(two);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        List<String> ofOne = lines(one);
        assertThat(ofOne).hasSize(ROUNDS);
        assertThat(ofTwo.get()).hasSize(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            String[] first = ofOne.get(round).split(" ");
            String[] second = ofTwo.get().get(round).split(" ");
            for (int child = 0; child < 3; child++) {
                assertThat(List.of(first[child], second[child]))
                        .as("child %d of round %d", child, round)
                        .containsExactlyInAnyOrder("Success", "Cached");
            }
            assertThat(first[3] + second[3]).isEqualTo("truetrue");
        }
    }

    @Test
    void ifTheProcessThatMakesAResultIsKilledAnotherOneGoesOn() throws Exception {
        Process killed = process(1, "endless");
        try (BufferedReader said = killed.inputReader()) {
            for (int child = 0; child < 3; child++) {
                assertThat(said.readLine()).isEqualTo("begun");
            }
            Process other = process(1);
            killed.toHandle().destroyForcibly();
            killed.waitFor();
            assertThat(lines(other)).containsExactly("Success Success Success true");
        }
    }

    @Test
    void aProcessWaitsForAnotherOneThatMakesTheResult() throws Exception {
        Process endless = process(1, "endless");
        try (BufferedReader said = endless.inputReader()) {
            for (int child = 0; child < 3; child++) {
                assertThat(said.readLine()).isEqualTo("begun");
            }
            CompletableFuture<FlowRun> here =
                    CompletableFuture.supplyAsync(() -> CachingFlow.run(directory, false, List.of(0, 1, 2)));
            Process third = process(1);
            assertThat(third.waitFor(2, TimeUnit.SECONDS)).isFalse();
            assertThat(here).isNotDone();
            endless.toHandle().destroyForcibly();
            endless.waitFor();
            assertThat(here.get().state().name()).isEqualTo("Success");
            assertThat(lines(third)).singleElement().asString().endsWith("true");
        }
    }
}
