package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimedRun;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.record.StructureHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the code of one run leaves in threads of a runner is not found by the next run. */
class LeftByRunsTest {
    private static final int RUNS = 12;
    private static final ThreadLocal<String> OWN = new ThreadLocal<>();
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
    private static final ClassLoader OTHERS = new ClassLoader() {};
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    @TempDir
    Path directory;

    private static void visit(String what) {
        if (OWN.get() != null || INHERITED.get() != null) {
            FOUND.add(what + " found what was left: " + OWN.get() + ", " + INHERITED.get());
        }
        Thread thread = Thread.currentThread();
        if (thread.getContextClassLoader() == OTHERS) {
            FOUND.add(what + " found the class loader of another run");
        }
        OWN.set(what);
        INHERITED.set(what);
        thread.setContextClassLoader(OTHERS);
    }

    static int task(int n) {
        visit("the task");
        return n;
    }

    private static Flow flow() {
        return Flow.define("shop", f -> f.task(LeftByRunsTest::task, f.parameter("n", 1)));
    }

    /** As the code of a bundle is opened in the thread of the run. */
    private static Flow opened() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        visit("the definition");
        Thread.currentThread().setContextClassLoader(before); // else the task has it rightly
        return flow();
    }

    @Test
    void aRunFindsNothingOfThoseBeforeIt() throws Exception {
        FOUND.clear();
        Path jar = Files.writeString(directory.resolve("shop.jar"), "a jar");
        Bundle bundle = new Bundle(jar.toUri().toString(), BundleFiles.sum(jar), "Shop.flow", "here");
        RunOptions options =
                RunOptions.DEFAULT.executor(TaskExecutors.threads(2)).results(ResultStores.memory());
        try (FakeServer server = new FakeServer();
                Runner runner = new Runner(new RunnerSetup(
                        server.address(),
                        directory.resolve("spool"),
                        "here",
                        (file, entry) -> opened(),
                        options,
                        new RunLogs()))) {
            OwnProcess crew = new OwnProcess(runner, (run, death) -> FOUND.add(death.cause()));
            for (int i = 0; i < RUNS; i++) {
                ClaimedRun run = claimed("run-" + i, bundle);
                FakeRun known = server.add(run);
                crew.begin(run);
                assertThat(crew.awaitFewer(1, 60_000)).isZero();
                assertThat(known.state()).isEqualTo("Success");
            }
        }
        assertThat(FOUND).isEmpty();
    }

    private static ClaimedRun claimed(String id, Bundle bundle) {
        String structure = StructureHash.of(flow().graph());
        Map<String, Object> parameters = Map.of();
        return new ClaimedRun(
                id,
                id,
                1,
                "key of " + id,
                "Demo",
                "shop",
                1,
                structure,
                bundle,
                parameters,
                List.of(),
                null,
                null,
                false);
    }
}
