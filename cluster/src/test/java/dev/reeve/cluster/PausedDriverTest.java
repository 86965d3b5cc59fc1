package dev.reeve.cluster;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver that is set aside for longer than it may be silent, as that of a laptop whose lid is closed, or killed. */
final class PausedDriverTest {
    @TempDir
    Path directory;

    private final TestWorkers workers = new TestWorkers();

    @AfterEach
    void stop() {
        workers.close();
    }

    /** A program of a user's, whose task hangs in its first attempt. */
    public static final class Program {
        static String hangs(Path files) throws Exception {
            int attempt = TaskRun.current().attempt();
            Files.createFile(files.resolve("began" + attempt));
            try {
                while (attempt == 1) {
                    Thread.sleep(20);
                }
            } catch (InterruptedException e) {
                Files.createFile(files.resolve("interrupted" + attempt));
                throw e;
            }
            return "attempt " + attempt;
        }

        public static void main(String[] arguments) {
            FlowRun run = Flow.define(
                            "paused",
                            f -> f.task(Program::hangs, value(Path.of(arguments[1])))
                                    .retries(3))
                    .run(RunOptions.DEFAULT.executor(Cluster.at(arguments[0]).silence(Duration.ofSeconds(10))));
            System.out.println(run.state().name() + " with " + run.task("hangs").value());
        }
    }

    private Process driver() {
        List<String> command = new ArrayList<>(List.of(TestWorkers.java()));
        command.addAll(JvmFlags.all());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        command.addAll(List.of(workers.address(), directory.toString()));
        return workers.launchProgram(command);
    }

    private void await(String file) {
        TestWorkers.await(file + " is there", () -> Files.exists(directory.resolve(file)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aDriverThatWasSetAsideGoesOnAndItsRunComesToItsEnd(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            workers.start("--slots", "1");
        }
        Process driver = driver();
        await("began1");
        TestWorkers.signal("STOP", driver);
        try {
            await("interrupted1");
        } finally {
            TestWorkers.signal("CONT", driver);
        }
        TestWorkers.await("the program ends", () -> !driver.isAlive());

        String said = TestWorkers.read(workers.log());
        assertThat(said).contains("Success with attempt ");
        assertThat(driver.exitValue()).as(said).isZero();
    }

    @Test
    void whatAKilledDriverHadSentIsInterrupted() {
        workers.start("--slots", "1");
        Process driver = driver();
        await("began1");
        TestWorkers.signal("KILL", driver);
        await("interrupted1");
        assertThat(directory.resolve("began2")).doesNotExist();
    }
}
