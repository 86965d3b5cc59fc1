package dev.reeve.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Task;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ignite.Ignition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large results: where they stay, how they come to who reads them, and what happens when they are lost. */
final class HeldResultsTest {
    private static final int LARGE = 2 << 20;

    @TempDir
    Path directory;

    private final TestWorkers workers = new TestWorkers();
    private Process first;
    private Process second;
    private Cluster cluster;

    @BeforeEach
    void start() {
        first = workers.start("--slots", "2", "--tag", "first");
        second = workers.start("--slots", "2", "--tag", "second");
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

    private static String process(Process worker) {
        return "process " + worker.pid() + " ";
    }

    private void await(String file) {
        TestWorkers.await(file + " is there", () -> Files.exists(directory.resolve(file)));
    }

    /** Until the driver knows. */
    private void kill(Process worker, int left) {
        TestWorkers.signal("KILL", worker);
        TestWorkers.await("it is known", () -> cluster.workers().size() == left);
    }

    private long count(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .count();
        }
    }

    static byte[] large(int number) {
        byte[] bytes = new byte[LARGE];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    static int sum(byte[] bytes) {
        int sum = 0;
        for (byte one : bytes) {
            sum += one;
        }
        return sum;
    }

    static long pid(byte[] bytes) {
        return ProcessHandle.current().pid();
    }

    @Task(requires = "second")
    static byte[] madeOnSecond(int number) {
        return large(number);
    }

    @Test
    void whatIsMadeOfALargeResultIsMadeWhereThatIs() {
        FlowRun run = Flow.define("local", f -> {
                    Output<byte[]> made = f.task(HeldResultsTest::madeOnSecond, value(1));
                    Output<List<Long>> read = f.map(HeldResultsTest::pidWith, each(value(List.of(1, 2))), made);
                    f.task(HeldResultsTest::pidOf, made, read);
                })
                .run(options());

        assertThat(run.task("pid_of").worker()).contains(process(second));
        assertThat(run.task("pid_with").children())
                .extracting(TaskOutcome::worker)
                .allMatch(worker -> worker.contains(process(second)));
    }

    static long pidWith(int number, byte[] bytes) {
        return pid(bytes);
    }

    static long pidOf(byte[] bytes, List<Long> others) {
        return pid(bytes);
    }

    @Task(requires = "first")
    static byte[] onFirst(int number) {
        return large(number);
    }

    @Task(requires = "second")
    static int onSecond(byte[] bytes) {
        return sum(bytes);
    }

    @Task(requires = "second")
    static int onSecondOfAll(List<byte[]> all) {
        return all.stream().mapToInt(HeldResultsTest::sum).sum();
    }

    record Table(String name, byte[] content, List<Integer> rows) {}

    static Table table(int number) {
        return new Table("table " + number, large(number), List.of(number, number + 1));
    }

    static String named(Table table) {
        return table.name() + " " + sum(table.content()) + " " + table.rows();
    }

    static boolean isLarge(Table table) {
        return table.content().length == LARGE;
    }

    static String told() {
        return "it is";
    }

    @Test
    void itIsReadByTasksOnOtherWorkersAndByWhatStaysWithTheDriver() {
        FlowRun run = Flow.define("read", f -> {
                    Output<byte[]> one =
                            f.task(HeldResultsTest::onFirst, value(3)).keep();
                    f.task(HeldResultsTest::onSecond, one);
                    Output<List<byte[]>> several = f.map(HeldResultsTest::onFirst, each(value(List.of(1, 2, 3))))
                            .named("several");
                    f.task(HeldResultsTest::onSecondOfAll, several);
                    Output<Table> table =
                            f.task(HeldResultsTest::table, value(5)).keep();
                    f.task(HeldResultsTest::named, table);
                    f.map((Integer row) -> row + 10, each(table.get(Table::rows)))
                            .named("rows");
                    f.task(HeldResultsTest::told).onlyIf(f.task(HeldResultsTest::isLarge, table));
                })
                .run(options());

        assertThat(run.state().isSuccessful()).as(run.state().message()).isTrue();
        assertThat(run.task("onSecond").value()).isEqualTo(3 * LARGE);
        assertThat(run.task("onSecond").worker()).contains(process(second));
        assertThat(run.task("onFirst").worker()).contains(process(first));
        assertThat(run.task("onSecondOfAll").value()).isEqualTo(6 * LARGE);
        assertThat(run.task("named").value()).isEqualTo("table 5 " + 5 * LARGE + " [5, 6]");
        assertThat(run.task("rows").value()).isEqualTo(List.of(15, 16));
        assertThat(run.task("told").value()).isEqualTo("it is");
        assertThat((byte[]) run.task("onFirst").value()).isEqualTo(large(3));
        assertThat(((Table) run.task("table").value()).content()).isEqualTo(large(5));
    }

    /** Makes bytes and leaves a file that says so. */
    static byte[] counted(Path files, int number) throws IOException {
        Files.createTempFile(files, "made", "");
        TaskRun.current().logger().info("makes {}", number);
        return large(number);
    }

    static byte[] doubled(Path files, byte[] bytes) throws IOException {
        Files.createTempFile(files, "doubled", "");
        return large(2 * bytes[0]);
    }

    static int gate(Path files, int number) throws Exception {
        Files.createFile(files.resolve("waits"));
        while (!Files.exists(files.resolve("goOn"))) {
            Thread.sleep(20);
        }
        return number;
    }

    static int sumAfter(byte[] bytes, int gate) {
        return sum(bytes) + gate;
    }

    @Test
    void aResultThatWasLostWithItsWorkerIsMadeAgainWithWhatItWasMadeOf() throws Exception {
        Flow flow = Flow.define("lost", f -> {
            Output<byte[]> made = f.task(HeldResultsTest::counted, value(directory), value(3));
            Output<byte[]> doubled = f.task(HeldResultsTest::doubled, value(directory), made);
            Output<Integer> gate = f.task(HeldResultsTest::gate, value(directory), value(1));
            f.task(HeldResultsTest::sumAfter, doubled, gate);
        });
        FlowRun run = flow.start(options());
        await("waits");
        TestWorkers.await("both are made", () -> run.task("doubled").state().isSuccessful());
        Process holder = run.task("doubled").worker().contains(process(first)) ? first : second;
        boolean gateThere = run.task("gate").worker().contains(process(holder));
        assertThat(gateThere).as("the gate waits beside it").isFalse();
        kill(holder, 1);
        Files.createFile(directory.resolve("goOn"));
        run.await();

        assertThat(run.task("sumAfter").value())
                .as(run.task("sumAfter").state().message())
                .isEqualTo(6 * LARGE + 1);
        assertThat(count("made")).isEqualTo(2);
        assertThat(count("doubled")).isEqualTo(2);
        assertThat(run.task("doubled").attempts()).isEqualTo(1);
        assertThat(run.task("doubled").worker())
                .contains("made again: lost with worker")
                .contains(process(holder));
        assertThat(run.task("sumAfter").attempts()).isEqualTo(1);
    }

    @Test
    void withoutAWorkerThatCanMakeItAgainWhoReadsItFailsAndSaysSo() throws Exception {
        Flow flow = Flow.define("gone", f -> {
            Output<byte[]> made = f.task(HeldResultsTest::onFirst, value(3));
            Output<Integer> gate =
                    f.task(HeldResultsTest::gate, value(directory), value(1)).after(made);
            f.task(HeldResultsTest::sumAfter, made, gate);
        });
        Process third = workers.start("--slots", "4");
        FlowRun run = flow.start(options());
        await("waits");
        assertThat(run.task("gate").worker()).contains(process(third));
        kill(first, 2);
        Files.createFile(directory.resolve("goOn"));
        run.await();

        assertThat(run.task("sumAfter").state().message())
                .contains("the result of task \"on_first\" was lost with worker w1")
                .contains("nobody can make it again: no worker has first");
    }

    /** How many results the worker holds that calls this. */
    static int held() throws ReflectiveOperationException {
        Object grid = Ignition.allGrids().getFirst();
        Class<?> type = Class.forName("dev.reeve.cluster.Holdings");
        var of = type.getDeclaredMethod("of", org.apache.ignite.Ignite.class);
        var size = type.getDeclaredMethod("size");
        of.setAccessible(true);
        size.setAccessible(true);
        return (int) size.invoke(of.invoke(null, grid));
    }

    @Task(requires = "first")
    static int heldByFirst() throws ReflectiveOperationException {
        return held();
    }

    @Test
    void aResultThatNobodyReadsAnyMoreIsNotHeld() {
        Flow reading = Flow.define("reading", f -> {
            Output<List<byte[]>> made = f.map(HeldResultsTest::onFirst, each(value(List.of(1, 2, 3, 4))));
            f.map(HeldResultsTest::sum, each(made));
        });
        try (Cluster other = workers.cluster()) {
            reading.run(RunOptions.DEFAULT.executor(other));
        }
        Flow asks = Flow.define("asks", f -> f.task(HeldResultsTest::heldByFirst));
        TestWorkers.await(
                "none is held",
                () -> asks.run(options()).task("heldByFirst").value().equals(0));
    }
}
