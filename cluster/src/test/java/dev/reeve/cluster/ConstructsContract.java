package dev.reeve.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.flatten;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What flows come to, wherever their functions are called. Functions tell of themselves by files: they share nothing. */
abstract class ConstructsContract {
    @TempDir
    Path directory;

    /** Where the flows run. */
    abstract TaskExecutor executor();

    /** Whether that is other processes. */
    abstract boolean remote();

    RunOptions options() {
        return RunOptions.DEFAULT.executor(executor());
    }

    FlowRun run(Flow flow) {
        return flow.run(options());
    }

    /** Where its function was called is where it should have been. */
    void calledElsewhere(TaskOutcome task) {
        if (remote()) {
            assertThat(task.worker())
                    .contains("process ")
                    .doesNotContain("process " + ProcessHandle.current().pid() + " ");
        } else {
            assertThat(task.worker()).isEmpty();
        }
    }

    record Line(String text, int number, Optional<String> note) {}

    static Line line(int number) {
        return new Line("line " + number, number, number % 2 == 0 ? Optional.empty() : Optional.of("odd"));
    }

    static int number(Line line) {
        return line.number() + (line.note().isPresent() ? 100 : 0);
    }

    static List<Line> lines(int count) {
        return IntStream.range(0, count).mapToObj(ConstructsContract::line).toList();
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static String none(int number) {
        return null;
    }

    static String isNull(String text) {
        return text == null ? "nothing came" : text;
    }

    static Stream<Line> stream(int count) {
        return lines(count).stream();
    }

    static long counted(Stream<Line> lines) {
        return lines.count();
    }

    @Test
    void recordsNullAndStreamsArriveAsTheyWere() {
        FlowRun run = run(Flow.define("values", f -> {
            f.task(ConstructsContract::number, f.task(ConstructsContract::line, value(3)));
            f.task(ConstructsContract::isNull, f.task(ConstructsContract::none, value(3)));
            f.task(ConstructsContract::counted, f.task(ConstructsContract::stream, value(7)));
            f.task(
                            (Line line) -> List.of(line, line),
                            f.task(ConstructsContract::line, value(4)).named("again"))
                    .named("lambda");
        }));

        assertThat(run.state().name()).as("%s", run.tasks()).isEqualTo("Success");
        assertThat(run.task("number").value()).isEqualTo(103);
        assertThat(run.task("isNull").value()).isEqualTo("nothing came");
        assertThat(run.task("counted").value()).isEqualTo(7L);
        assertThat(run.task("lambda").value()).isEqualTo(List.of(line(4), line(4)));
        calledElsewhere(run.task("number"));
        calledElsewhere(run.task("lambda"));
    }

    static List<Line> twice(Line line) {
        return List.of(line, line);
    }

    static int failsAtTwo(Line line) {
        if (line.number() == 2) {
            throw new IllegalStateException("two is none");
        }
        return number(line);
    }

    @Test
    void mappedTasksRunForEachElementAndReducersTakeAll() {
        FlowRun run = run(Flow.define("mapped", f -> {
            Output<List<Line>> lines = f.task(ConstructsContract::lines, value(6));
            Output<List<List<Line>>> twice = f.map(ConstructsContract::twice, each(lines));
            Output<List<Integer>> numbers = f.map(ConstructsContract::number, each(flatten(twice)));
            f.task(ConstructsContract::sum, numbers);
            f.map(
                            ConstructsContract::number,
                            each(f.task(ConstructsContract::lines, value(0)).named("no_lines")))
                    .named("empty");
            Output<List<Integer>> some = f.map(ConstructsContract::failsAtTwo, each(lines));
            f.task(ConstructsContract::sum, some).named("late").trigger(Trigger.ALL_FINISHED);
        }));

        assertThat(run.task("sum").value()).isEqualTo(2 * (15 + 300));
        assertThat(run.task("empty").value()).isEqualTo(List.of());
        assertThat(run.task("failsAtTwo").children())
                .extracting(child -> child.state().name())
                .containsExactly("Success", "Success", "Failed", "Success", "Success", "Success");
        assertThat(run.task("failsAtTwo")
                        .children()
                        .get(2)
                        .error()
                        .orElseThrow()
                        .message())
                .isEqualTo("two is none");
        assertThat(run.task("late").value()).isEqualTo(13 + 300);
        run.task("number").children().forEach(this::calledElsewhere);
    }

    static boolean isLarge(int number) {
        return number > 10;
    }

    static String large(int number) {
        return "large " + number;
    }

    static String small(int number) {
        return "small " + number;
    }

    static Loop<Line, String> upTo(Line line, int end) {
        return line.number() < end ? Loop.again(line(line.number() + 1)) : Loop.done("done at " + line.number());
    }

    @Test
    void branchesLoopsAndConditionsDecideAsTheyDoHere() {
        FlowRun run = run(Flow.define("decides", f -> {
            Output<Integer> number = f.task(ConstructsContract::number, f.task(ConstructsContract::line, value(3)));
            Output<Boolean> large = f.task(ConstructsContract::isLarge, number);
            Output<String> word = f.branch(
                    large,
                    () -> f.task(ConstructsContract::large, number),
                    () -> f.task(ConstructsContract::small, number));
            f.task(ConstructsContract::isNull, word);
            f.task(ConstructsContract::small, number).named("only").onlyIf(large);
            f.loop(
                    ConstructsContract::upTo,
                    f.task(ConstructsContract::line, value(0)).named("start"),
                    value(5));
        }));

        assertThat(run.task("isNull").value()).isEqualTo("large 103");
        assertThat(run.task("small").state().name()).isEqualTo("Skipped");
        assertThat(run.task("only").value()).isEqualTo("small 103");
        assertThat(run.task("upTo").value()).isEqualTo("done at 5");
        calledElsewhere(run.task("upTo"));
    }

    static final class Handle {
        private final Path file;

        Handle(Path file) {
            this.file = file;
        }

        void write(String text) {
            try {
                Files.writeString(file, Files.exists(file) ? Files.readString(file) + text : text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static Handle open(Path file) {
        Handle handle = new Handle(file);
        handle.write("open ");
        return handle;
    }

    static int use(Handle handle) {
        handle.write("used ");
        return 1;
    }

    static String name(String text) {
        return "name of " + text;
    }

    static void close(Handle handle) {
        handle.write("closed");
    }

    @Test
    void aResourceStaysWhereItWasOpenedAndAPartOfItTravels() throws IOException {
        Path file = directory.resolve("resource");
        FlowRun run = run(Flow.define(
                "resources",
                f -> f.resource(ConstructsContract::open, value(file))
                        .closeWith(ConstructsContract::close)
                        .use(handle -> {
                            f.task(ConstructsContract::use, handle);
                            return f.task(ConstructsContract::name, handle.get(h -> "file"));
                        })));

        assertThat(run.state().name()).as("%s", run.tasks()).isEqualTo("Success");
        assertThat(Files.readString(file)).isEqualTo("open used closed");
        assertThat(run.task("name").value()).isEqualTo("name of file");
        assertThat(run.task("use").worker()).isEmpty();
        calledElsewhere(run.task("name"));
    }

    static final class Shaky extends IOException {
        private static final long serialVersionUID = 1;

        Shaky(String message) {
            super(message);
        }
    }

    static String shaky(int good) throws IOException {
        int attempt = TaskRun.current().attempt();
        if (attempt < good) {
            throw new Shaky("attempt " + attempt);
        }
        return "good at " + attempt;
    }

    @Test
    void failuresAreRetriedByTheirTypes() {
        FlowRun run = run(Flow.define("retries", f -> {
            f.task(ConstructsContract::shaky, value(3)).retries(2);
            f.task(ConstructsContract::shaky, value(3))
                    .named("typed")
                    .retries(2)
                    .retryOn(Shaky.class);
            f.task(ConstructsContract::shaky, value(3))
                    .named("other")
                    .retries(2)
                    .retryOn(IllegalStateException.class);
        }));

        assertThat(run.task("shaky").value()).isEqualTo("good at 3");
        assertThat(run.task("typed").value()).isEqualTo("good at 3");
        assertThat(run.task("other").attempts()).isEqualTo(1);
        assertThat(run.task("other").error().orElseThrow().type()).isEqualTo(Shaky.class.getName());
        assertThat(run.task("other").error().orElseThrow().message()).isEqualTo("attempt 1");
    }

    static String skips(int number) {
        throw Signal.skip("not " + number);
    }

    static String fails(int number) {
        throw Signal.fail("never " + number);
    }

    static Line succeeds(int number) {
        throw Signal.success(line(number), "early");
    }

    static String again(int number) {
        if (TaskRun.current().attempt() == 1) {
            throw Signal.retryAfter(Duration.ZERO, "not yet");
        }
        return "then";
    }

    static String asks(int number) {
        return TaskRun.current().answer(String.class).orElseThrow(() -> Signal.pause("which " + number));
    }

    @Test
    void signalsAreWhatTheySay() throws InterruptedException {
        Flow flow = Flow.define("signals", f -> {
            f.task(ConstructsContract::skips, value(1));
            f.task(ConstructsContract::number, f.task(ConstructsContract::succeeds, value(2)));
            f.task(ConstructsContract::again, value(3));
            f.task(ConstructsContract::asks, value(4));
            f.task(ConstructsContract::fails, value(5));
        });
        FlowRun run = flow.start(options());
        TestWorkers.await("it waits", () -> run.task("asks").state().name().equals("Paused"));
        run.answer("asks", "this");
        run.await();

        assertThat(run.task("skips").state().name()).isEqualTo("Skipped");
        assertThat(run.task("skips").state().message()).contains("not 1");
        assertThat(run.task("number").value()).isEqualTo(2);
        assertThat(run.task("again").value()).isEqualTo("then");
        assertThat(run.task("asks").value()).isEqualTo("this");
        assertThat(run.task("fails").state().name()).isEqualTo("Failed");
        assertThat(run.task("fails").state().message()).contains("never 5");
    }

    static String hangs(Path mark) throws Exception {
        Files.createFile(mark);
        try {
            Thread.sleep(60_000);
            return "slept";
        } catch (InterruptedException e) {
            Files.writeString(
                    mark, "interrupted, cancelled: " + TaskRun.current().cancelled());
            throw e;
        }
    }

    @Test
    void aTaskWhoseTimeIsUpIsInterruptedWhereItRuns() {
        Path mark = directory.resolve("timeout");
        FlowRun run = run(Flow.define(
                "times_out", f -> f.task(ConstructsContract::hangs, value(mark)).timeout(Duration.ofSeconds(2))));

        assertThat(run.task("hangs").state().name()).isEqualTo("TimedOut");
        TestWorkers.await("it is interrupted", () -> TestWorkers.read(mark).equals("interrupted, cancelled: true"));
    }

    @Test
    void aRunThatIsCancelledInterruptsItsTasks() throws Exception {
        Path mark = directory.resolve("cancel");
        FlowRun run = Flow.define("cancelled", f -> f.task(ConstructsContract::hangs, value(mark)))
                .start(options());
        TestWorkers.await("it runs", () -> Files.exists(mark));
        run.cancel("enough");
        run.await();

        assertThat(run.state().name()).isEqualTo("Cancelled");
        TestWorkers.await("it is interrupted", () -> TestWorkers.read(mark).equals("interrupted, cancelled: true"));
    }

    @Test
    void resultsAreCachedAndRunsResumed() {
        RunOptions stored = options()
                .results(ResultStores.files(directory.resolve("results")))
                .recordsIn(directory.resolve("runs"));
        Path good = directory.resolve("good");
        Flow cached = Flow.define(
                "cached", f -> f.task(ConstructsContract::line, value(3)).cacheFor(Duration.ofHours(1)));
        Flow failing = Flow.define("failing", f -> {
            Output<Line> line = f.task(ConstructsContract::line, value(3));
            f.task(ConstructsContract::ifThere, line, value(good));
        });

        assertThat(cached.run(stored).task("line").state().name()).isEqualTo("Success");
        assertThat(cached.run(stored).task("line").state().name()).isEqualTo("Cached");
        FlowRun failed = failing.run(stored.checkpointing(true));
        assertThat(failed.task("ifThere").state().name()).isEqualTo("Failed");
        TestWorkers.write(good, "good");
        FlowRun resumed = failing.resume(failed.id(), stored.checkpointing(true));
        assertThat(resumed.task("ifThere").value()).isEqualTo("line 3 good");
        assertThat(resumed.task("line").attempts()).isEqualTo(1);
    }

    static String ifThere(Line line, Path file) throws IOException {
        return line.text() + " " + Files.readString(file);
    }

    static ResultFlow<Integer> inner() {
        return Flow.returning(
                "inner",
                f -> f.task(ConstructsContract::number, f.task(ConstructsContract::line, f.parameter("n", 1))));
    }

    static Flow chosen(int number) {
        return Flow.define("chosen", f -> f.task(ConstructsContract::line, value(number)));
    }

    @Test
    void flowsInFlowsAndBlocksRunThere() {
        FlowRun run = run(Flow.define("outer", f -> {
            f.subflow(
                    inner(), with("n", f.task(ConstructsContract::number, f.task(ConstructsContract::line, value(2)))));
            Output<List<Line>> lines = f.task(ConstructsContract::lines, value(3));
            Output<List<Integer>> numbers = f.fanOut(
                    lines, line -> f.task(ConstructsContract::number, line).named("in_block"));
            f.task(ConstructsContract::sum, numbers);
        }));

        assertThat(run.state().name()).as("%s", run.tasks()).isEqualTo("Success");
        assertThat(run.task("inner").value()).isEqualTo(2);
        assertThat(run.task("sum").value()).isEqualTo(103);
    }

    static Map<String, String> tells(TaskRun given) {
        TaskRun run = TaskRun.current();
        run.logger().info("attempt {}", run.attempt());
        run.artifact(dev.reeve.artifact.Artifact.markdown("kept", "# kept"));
        System.out.println("printed");
        return Map.of(
                "same", String.valueOf(given == run),
                "flow", run.flowName(),
                "task", run.taskName(),
                "country", String.valueOf(run.parameters().get("country")),
                "secret", run.secret("token").reveal(),
                "key", run.idempotencyKey().replace(run.flowRunId(), "RUN"),
                "zone", run.zone().getId());
    }

    static void prints() {
        System.out.println("printed by a task");
    }

    @Test
    void whatATaskPrintsIsPrintedByTheProcessOfTheRun() {
        java.io.PrintStream before = System.out;
        java.io.ByteArrayOutputStream printed = new java.io.ByteArrayOutputStream();
        System.setOut(new java.io.PrintStream(printed, true, java.nio.charset.StandardCharsets.UTF_8));
        try {
            FlowRun run = run(Flow.define("prints", f -> f.action(ConstructsContract::prints)));
            assertThat(run.state().isSuccessful()).isTrue();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("printed by a task");
    }

    @Test
    void aTaskSeesItsRun() {
        Flow flow = Flow.define("sees", f -> {
            f.parameter("country", "Italy");
            f.task(ConstructsContract::tells, dev.reeve.Inputs.taskRun()).captureOutput();
        });
        FlowRun run = flow.run(options().secrets(name -> Optional.of("secret of " + name)));

        assertThat(run.task("tells").value())
                .isEqualTo(Map.of(
                        "same", "true",
                        "flow", "sees",
                        "task", "tells",
                        "country", "Italy",
                        "secret", "secret of token",
                        "key", "RUN/tells",
                        "zone", "UTC"));
        assertThat(run.task("tells").artifacts()).hasSize(1);
    }
}
