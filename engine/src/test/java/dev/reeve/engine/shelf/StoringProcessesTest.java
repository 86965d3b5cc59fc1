package dev.reeve.engine.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.FlowRun;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.result.StoredResult;
import dev.reeve.spi.ResultStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes that are killed, refused space, or write to one store at once. */
final class StoringProcessesTest {
    @TempDir
    Path directory;

    private Process process(int rounds, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=engine-logback.xml", // nothing beside what it prints
                "-cp",
                System.getProperty("java.class.path"),
                StoringFlow.class.getName(),
                directory.toString(),
                String.valueOf(rounds)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void aProcessKilledWhileItWritesLeavesWholeTargetsAndALaterRunSucceeds() throws Exception {
        ResultStore store = ResultStores.files(directory);
        for (int kill = 0; kill < 6; kill++) {
            Process process = process(100_000);
            try (BufferedReader said = process.inputReader()) {
                assertThat(said.readLine()).isEqualTo("1 Success ");
                LockSupport.parkNanos(kill * 7_000_000L); // somewhere within a later round
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
            for (int i = 0; i < StoringFlow.CHILDREN; i++) {
                Optional<byte[]> bytes = store.read("targets/large-" + i);
                assertThat(bytes).isPresent();
                StoredResult.decode(bytes.get(), "target"); // fails if it is not whole
            }
            FlowRun run = StoringFlow.run(directory, -1 - kill);
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(run.task("large").children())
                    .extracting(TaskOutcome::value)
                    .containsExactly(
                            StoringFlow.large(0, -1 - kill),
                            StoringFlow.large(1, -1 - kill),
                            StoringFlow.large(2, -1 - kill),
                            StoringFlow.large(3, -1 - kill));
        }
    }

    @Test
    void processesThatRunOneFlowAtOnceBothSucceed() throws Exception {
        Process one = process(15);
        Process two = process(15);
        for (Process process : List.of(one, two)) {
            String said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said.lines()).hasSize(15).allMatch(line -> line.matches("\\d+ Success .*"));
        }
        assertThat(StoringFlow.run(directory, 15).task("large").children())
                .as("what the last round of another process made is found")
                .allSatisfy(child -> assertThat(child.state().name()).isEqualTo("Cached"));
    }

    @Test
    void aRunThatIsRefusedSpaceFailsAndSaysWhy() throws Exception {
        Process process = process(1, "sh", "-c", "ulimit -f 20; exec \"$@\"", "sh"); // stands in for a full disk
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).startsWith("1 Failed ").contains("cannot write result", "with space left");
        for (int i = 0; i < StoringFlow.CHILDREN; i++) {
            assertThat(ResultStores.files(directory).read("targets/large-" + i)).isEmpty();
        }
        assertThat(StoringFlow.run(directory, 1).state().name()).isEqualTo("Success");
    }
}
