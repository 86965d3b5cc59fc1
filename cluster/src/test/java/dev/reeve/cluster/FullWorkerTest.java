package dev.reeve.cluster;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Parameter;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker all of whose slots are taken still hears what it is told. */
class FullWorkerTest {
    private static TestWorkers workers;
    private static Cluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        workers = new TestWorkers();
        workers.start("--slots", "1");
        cluster = workers.cluster();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        workers.close();
    }

    private static FlowRun run(Flow flow) {
        return flow.run(RunOptions.DEFAULT.executor(cluster));
    }

    @Test
    void aFunctionInItsOnlySlotIsInterruptedWhenItsTimeIsUp() {
        Path mark = directory.resolve("timeout");
        FlowRun run = run(Flow.define(
                "times_out", f -> f.task(ConstructsContract::hangs, value(mark)).timeout(Duration.ofSeconds(2))));

        assertThat(run.task("hangs").state().name()).isEqualTo("TimedOut");
        TestWorkers.await("it is interrupted", () -> TestWorkers.read(mark).startsWith("interrupted"));
    }

    static String asks() {
        return "day " + TaskRun.current().parameters().get("day");
    }

    @Test
    void aFunctionInItsOnlySlotIsToldWhatItAsks() {
        FlowRun run = run(Flow.define("asking", f -> {
            Parameter<Integer> day = f.parameter("day", 7);
            assertThat(day).isNotNull();
            f.task(FullWorkerTest::asks);
        }));

        assertThat(run.task("asks").value()).isEqualTo("day 7");
    }

    @Test
    void itIsToldNothingOfTheEnvironmentOfOthers() {
        assertThat(cluster.workers()).hasSize(1);
        for (Ignite grid : Ignition.allGrids()) {
            for (ClusterNode node : grid.cluster().nodes()) {
                assertThat(node.attributes().keySet())
                        .doesNotContainAnyElementsOf(System.getenv().keySet())
                        .doesNotContain("java.class.path", "user.dir", "sun.java.command");
            }
        }
    }
}
