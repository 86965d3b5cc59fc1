package dev.reeve.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Task;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, hang, come and go. */
final class FaultsTest {
    @TempDir
    Path directory;

    private final TestWorkers workers = new TestWorkers();
    private Process first;
    private Cluster cluster;

    @BeforeEach
    void start() {
        first = workers.start("--slots", "2");
        cluster = workers.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        workers.close();
    }

    private RunOptions options() {
        return RunOptions.DEFAULT.executor(cluster);
    }

    /** Hangs in the first attempt, until it is allowed to go on. */
    static String hangs(Path files) throws Exception {
        int attempt = TaskRun.current().attempt();
        Files.createFile(files.resolve("began" + attempt));
        while (attempt == 1 && !Files.exists(files.resolve("goOn"))) {
            Thread.sleep(20);
        }
        Files.createFile(files.resolve("ended" + attempt));
        return "attempt " + attempt;
    }

    private void await(String file) {
        TestWorkers.await(file + " is there", () -> Files.exists(directory.resolve(file)));
    }

    private FlowRun hanging(int retries) {
        return Flow.define(
                        "hanging",
                        f -> f.task(FaultsTest::hangs, value(directory)).retries(retries))
                .start(options());
    }

    @Test
    void aTaskOfAKilledWorkerGoesByItsRetries() throws Exception {
        FlowRun run = hanging(1);
        await("began1");
        Process second = workers.start("--slots", "1");
        TestWorkers.signal("KILL", first);
        run.await();

        assertThat(run.task("hangs").value()).isEqualTo("attempt 2");
        assertThat(run.task("hangs").worker()).contains("process " + second.pid() + " ");
        assertThat(run.task("hangs").history())
                .extracting(entry -> entry.state().name())
                .contains("Retrying");
        assertThat(run.task("hangs").history())
                .filteredOn(entry -> entry.state() instanceof State.Retrying)
                .first()
                .satisfies(entry -> assertThat(entry.state().message()).contains("w1 (process " + first.pid()));
    }

    @Test
    void withoutRetriesItFailsAndSaysWhichWorkerWasLost() throws Exception {
        FlowRun run = hanging(0);
        await("began1");
        TestWorkers.signal("KILL", first);
        run.await();

        assertThat(run.task("hangs").error().orElseThrow().type()).isEqualTo(WorkerLostException.class.getName());
        assertThat(run.task("hangs").error().orElseThrow().message())
                .contains("worker w1 (process " + first.pid())
                .contains("was lost");
    }

    @Test
    void theLateResultOfAWorkerThatHungIsNotTaken() throws Exception {
        Process second = workers.start("--slots", "1");
        FlowRun run = hanging(1);
        await("began1");
        Process hung = run.task("hangs").worker().contains("process " + first.pid() + " ") ? first : second;
        TestWorkers.signal("STOP", hung);
        try {
            run.await();
            assertThat(run.task("hangs").value()).isEqualTo("attempt 2");
            Files.createFile(directory.resolve("goOn"));
        } finally {
            TestWorkers.signal("CONT", hung);
        }
        TestWorkers.await(
                "the worker that hung ended itself or its task",
                () -> !hung.isAlive() || Files.exists(directory.resolve("ended1")));

        assertThat(run.task("hangs").value()).isEqualTo("attempt 2");
        assertThat(run.task("hangs").attempts()).isEqualTo(2);
        assertThat(run.task("hangs").worker()).contains("process " + (hung.equals(first) ? second : first).pid() + " ");
    }

    @Task(requires = {"gpu", "mem=16"})
    static String trains(int number) {
        return "trained " + number;
    }

    static String plain(int number) {
        return "plain " + number;
    }

    @Test
    void aTaskThatNoWorkerCanTakeSaysSoAndWaitsForOneThatCan() throws Exception {
        Flow flow = Flow.define("tagged", f -> {
            f.task(FaultsTest::trains, value(1));
            f.task(FaultsTest::plain, value(2));
        });
        FlowRun run = flow.start(options());
        TestWorkers.await(
                "it says so", () -> run.task("trains").state().message().contains("no worker has"));
        assertThat(run.task("trains").state().name()).isEqualTo("Queued");
        assertThat(run.task("trains").state().message()).isEqualTo("no worker has gpu, mem=16; 1 worker: w1 (no tags)");
        TestWorkers.await("the other ran", () -> run.task("plain").state().isSuccessful());

        Process gpu = workers.start("--slots", "1", "--tag", "gpu", "--tag", "mem=64g");
        run.await();

        assertThat(run.task("trains").value()).isEqualTo("trained 1");
        assertThat(run.task("trains").worker()).contains("process " + gpu.pid() + " ");
        assertThat(run.task("plain").worker()).contains("process " + first.pid() + " ");
    }

    @Test
    void aRunThatWaitsForAWorkerCanBeCancelled() throws Exception {
        FlowRun run =
                Flow.define("tagged", f -> f.task(FaultsTest::trains, value(1))).start(options());
        TestWorkers.await("it waits", () -> run.task("trains").state().message().contains("no worker has"));
        run.cancel("enough");
        run.await();
        assertThat(run.state().name()).isEqualTo("Cancelled");

        FlowRun late = Flow.define("tagged", f -> f.task(FaultsTest::trains, value(1)))
                .run(options().deadline(Duration.ofSeconds(1)));
        assertThat(late.state().isFailed()).isTrue();
    }

    static long process(int number) throws InterruptedException {
        Thread.sleep(100);
        return ProcessHandle.current().pid();
    }

    @Test
    void aWorkerThatComesLaterTakesItsShare() throws Exception {
        List<Integer> numbers = IntStream.range(0, 300).boxed().toList();
        Flow flow = Flow.define("share", f -> {
            Output<List<Long>> processes = f.map(FaultsTest::process, each(value(numbers)));
            f.task(List::copyOf, processes).named("all");
        });
        FlowRun run = flow.start(options());
        Process second = workers.start("--slots", "4");
        run.await();

        assertThat(run.task("process").children())
                .extracting(TaskOutcome::worker)
                .anyMatch(worker -> worker.contains("process " + first.pid() + " "))
                .anyMatch(worker -> worker.contains("process " + second.pid() + " "));
    }

    static final class Warehouse {
        String load() {
            return "loaded";
        }
    }

    static Object opaque() {
        return new Warehouse();
    }

    static byte[] large(int size) {
        return new byte[size];
    }

    static String fails() throws Exception {
        throw new Unsendable(new Object());
    }

    static final class Unsendable extends Exception {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial")
        private final Object what;

        Unsendable(Object what) {
            super("cannot be sent");
            this.what = what;
        }
    }

    @Test
    void whatCannotBeSentIsSaidWithItsName() throws IOException {
        Warehouse warehouse = new Warehouse();
        assertThatThrownBy(
                        () -> Flow.define("bound", f -> f.task(warehouse::load)).run(options()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task \"load\" of flow \"bound\" cannot be sent to a cluster")
                .hasMessageContaining(Warehouse.class.getName() + ", which is not serializable");

        FlowRun run = Flow.define("results", f -> {
                    f.task(FaultsTest::opaque);
                    f.task(FaultsTest::large, value(2 << 20));
                    f.task(FaultsTest::fails);
                })
                .run(RunOptions.DEFAULT.executor(cluster));

        assertThat(run.task("opaque").state().message())
                .contains("what the task returned, a " + Warehouse.class.getName() + " cannot be sent");
        assertThat(run.task("large").value()).isEqualTo(new byte[2 << 20]);
        assertThat(run.task("fails").state().message()).contains("Unsendable: cannot be sent");
        Flow flow = Flow.define("large", f -> f.task(FaultsTest::large, value(2 << 20)));
        try (Cluster rides = workers.cluster().largest(1 << 20).small(4 << 20)) {
            FlowRun refused = flow.run(RunOptions.DEFAULT.executor(rides));
            assertThat(refused.task("large").state().message())
                    .contains("what the task returned has 2.0 MB, and at most 1.0 MB go between driver and worker");
        }
        try (Cluster stays = workers.cluster().largest(1 << 20)) {
            FlowRun made = flow.run(RunOptions.DEFAULT.executor(stays));
            assertThat(made.state().isSuccessful()).isTrue();
            assertThatThrownBy(() -> made.task("large").value())
                    .hasMessageContaining("the result of task \"large\" has 2.0 MB, and at most 1.0 MB go between")
                    .hasMessageContaining("largest(bytes)");
        }
    }
}
