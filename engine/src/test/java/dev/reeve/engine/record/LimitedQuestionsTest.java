package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.RunView;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A question inside a flow run that its task limits: it pauses the run as any other, and the limit outlives processes. */
@Timeout(60)
final class LimitedQuestionsTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T06:00:00Z");
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path directory;

    private final List<FlowRun> runs = new ArrayList<>();
    private SettableTime time = new SettableTime(MORNING);

    static List<TaskExecutor> executors() {
        return List.of(TaskExecutors.inThread(), TaskExecutors.threads(2), TaskExecutors.virtual(2));
    }

    @BeforeEach
    void prepare() {
        CALLED.clear();
    }

    static void note(String what) {
        CALLED.add(what);
    }

    /** Asks inside of a task that may take two hours, and says so if nobody answers. */
    private static Flow flow(int retries) {
        Flow asks = Flow.define("asks", f -> {
            f.action(() -> note("prepared")).named("prepare").version("1");
            f.action(() -> note("published"))
                    .named("publish")
                    .version("1")
                    .after(f.approval("May I?").named("ask"));
        });
        return Flow.define(
                "outside",
                f -> f.action(() -> note("told"))
                        .named("tell")
                        .version("1")
                        .after(f.subflow(asks)
                                .named("sub")
                                .timeout(Duration.ofHours(2))
                                .retries(retries))
                        .trigger(Trigger.ANY_FAILED));
    }

    private RunOptions options(TaskExecutor executor) {
        return RunOptions.DEFAULT
                .executor(executor)
                .time(time)
                .recordsIn(directory.resolve("runs"))
                .results(ResultStores.files(directory.resolve("results")));
    }

    /** Runs are left to themselves where a process is as good as killed; they are not to outlive the test. */
    private FlowRun ran(FlowRun run) {
        runs.add(run);
        return run;
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (FlowRun run : runs) {
            run.cancel("the test is over");
            ended(run);
        }
    }

    private static void ended(FlowRun run) throws InterruptedException {
        while (!run.state().isFinished()) {
            run.await();
        }
        run.await();
    }

    /** Moves the clock, and waits until the run has come to rest again. */
    private FlowRun after(Duration wait, FlowRun run) throws InterruptedException {
        time.advance(wait);
        return run.await();
    }

    private static List<String> states(FlowRun run) {
        return run.history().stream().map(entry -> entry.state().name()).toList();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theRunIsPausedUntilTheLimitOfTheTaskAndThenGoesOnByItself(TaskExecutor executor) throws InterruptedException {
        FlowRun run = ran(flow(0).run(options(executor)));
        assertThat(run.state().name()).isEqualTo("Paused");
        assertThat(run.state().message()).contains("waits for a person: sub/ask");
        assertThat(after(Duration.ofHours(1), run).state().name()).isEqualTo("Paused");
        after(Duration.ofHours(1), run);
        assertThat(run.task("sub").state().name()).isEqualTo("TimedOut");
        assertThat(CALLED).containsExactly("prepared", "told");
        assertThat(states(run)).containsExactly("Pending", "Running", "Paused", "Running", "Success");
        assertThat(run.task("sub").flowRun().orElseThrow().id()).startsWith(run.id());
    }

    /** The thread that tells handlers tells them of the end, too, while another one stands in for the caller. */
    @ParameterizedTest
    @MethodSource("executors")
    void theRunAroundGoesOnWhoeverTellsThatTheOneInsideEnded(TaskExecutor executor) throws InterruptedException {
        AtomicReference<FlowRun> outside = new AtomicReference<>();
        Flow asks = Flow.define("asks", f -> {
            f.approval("May I?").named("ask").timeout(Duration.ofHours(2));
            f.onStateChange(change -> {
                FlowRun run = outside.get();
                if (run != null && change.to() instanceof State.Queued) {
                    RunView inside = run.task("sub").flowRun().orElseThrow();
                    while (!inside.state(0, -1).isFinished()) {
                        Thread.onSpinWait();
                    }
                }
            });
        });
        Flow flow = Flow.define(
                "outside",
                f -> f.action(() -> note("told"))
                        .named("tell")
                        .version("1")
                        .after(f.subflow(asks).named("sub"))
                        .trigger(Trigger.ANY_FAILED));
        FlowRun run = ran(flow.run(options(executor)));
        outside.set(run);
        assertThat(run.state().name()).isEqualTo("Paused");
        time.advance(Duration.ofHours(2));
        while (!run.state().isFinished() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000); // who waits with await() would do the work
        }
        assertThat(run.task("sub").state().name()).isEqualTo("Failed");
        assertThat(CALLED).containsExactly("told");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("reeve-in-place-of-the-caller")) {
                thread.join(); // it leaves when the run has ended, and there is none where tasks have threads
            }
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anAnswerInTimeIsTaken(TaskExecutor executor) throws InterruptedException {
        FlowRun run = ran(flow(0).run(options(executor)));
        run.answer("sub/ask", new Approval(true, "", "ada"), "ada");
        run.await();
        time.advance(Duration.ofHours(3));
        assertThat(run.task("sub").state().name()).isEqualTo("Success");
        assertThat(CALLED).containsExactly("prepared", "published");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void eachAttemptAsksAnewAndPausesTheRunAgain(TaskExecutor executor) throws InterruptedException {
        FlowRun run = ran(flow(1).run(options(executor)));
        assertThat(after(Duration.ofHours(2), run).state().name()).isEqualTo("Paused");
        assertThat(CALLED).containsExactly("prepared", "prepared");
        after(Duration.ofHours(2), run);
        assertThat(run.task("sub").state().name()).isEqualTo("TimedOut");
        assertThat(states(run))
                .containsExactly("Pending", "Running", "Paused", "Running", "Paused", "Running", "Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whoElseWaitsForAPersonGoesOnToWait(TaskExecutor executor) throws InterruptedException {
        Flow asks = Flow.define("asks", f -> f.approval("May I?").named("ask"));
        FlowRun run = ran(Flow.define("both", f -> {
                    f.subflow(asks).named("short").timeout(Duration.ofHours(2));
                    f.subflow(asks).named("long").timeout(Duration.ofHours(5));
                })
                .run(options(executor)));
        assertThat(after(Duration.ofHours(2), run).state().message()).isEqualTo("waits for a person: long/ask");
        assertThat(run.task("short").state().name()).isEqualTo("TimedOut");
        after(Duration.ofHours(3), run);
        assertThat(run.task("long").state().name()).isEqualTo("TimedOut");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatTheFlowRunOpenedIsClosedBeforeTheRunIsOver(TaskExecutor executor) throws InterruptedException {
        Flow asks = Flow.define(
                "asks",
                f -> f.resource(() -> "door")
                        .named("open")
                        .closeWith(door -> {
                            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS); // a door of some weight
                            note("closed");
                        })
                        .named("close")
                        .use(door -> f.approval("May I?").named("ask")));
        FlowRun run =
                ran(Flow.define("outside", f -> f.subflow(asks).named("sub").timeout(Duration.ofHours(2)))
                        .run(options(executor)));
        after(Duration.ofHours(2), run);
        assertThat(CALLED).containsExactly("closed");
        assertThat(run.state().name()).isEqualTo("Failed");
        assertThat(run.task("sub").flowRun().orElseThrow().state().name()).isEqualTo("Cancelled");
    }

    /** As if the process had been killed: its records and results at that moment, in another place. */
    private void kill() throws Exception {
        Path dead = directory;
        directory = Files.createTempDirectory(dead, "next");
        copy(dead.resolve("runs"), directory.resolve("runs"));
        if (Files.exists(dead.resolve("results"))) {
            copy(dead.resolve("results"), directory.resolve("results"));
        }
        time = new SettableTime(time.now());
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (Path file :
                    files.filter(file -> !file.toString().endsWith(".tmp")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aRunThatIsResumedAfterTheLimitTakesNoAnswerAnyMore(TaskExecutor executor) throws Exception {
        String id = ran(flow(0).run(options(executor))).id();
        kill();
        time.advance(Duration.ofHours(3));
        FlowRun run = ran(flow(0).resume(id, options(executor)));
        run.await();
        assertThat(run.task("sub").state().name()).isEqualTo("TimedOut");
        assertThat(CALLED).containsExactly("prepared", "told");
        assertThatThrownBy(() -> run.answer("sub/ask", new Approval(true, "", "ada"), "ada"))
                .hasMessageContaining("does not wait for a person");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void howOftenARunIsResumedBeforeTheLimitDoesNotMoveIt(TaskExecutor executor) throws Exception {
        String id = ran(flow(0).run(options(executor))).id();
        for (int i = 0; i < 3; i++) {
            kill();
            time.advance(Duration.ofMinutes(30));
            assertThat(ran(flow(0).resume(id, options(executor))).state().name())
                    .isEqualTo("Paused");
        }
        kill();
        FlowRun last = ran(flow(0).resume(id, options(executor)));
        assertThat(after(Duration.ofMinutes(29), last).state().name()).isEqualTo("Paused");
        after(Duration.ofMinutes(1), last);
        assertThat(last.task("sub").state().name()).isEqualTo("TimedOut");
        assertThat(CALLED).containsExactly("prepared", "told");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTaskThatIsAskedForAgainHasAllOfItsTimeAgain(TaskExecutor executor) throws Exception {
        String id = ran(flow(0).run(options(executor))).id();
        kill();
        time.advance(Duration.ofHours(3));
        FlowRun again =
                ran(flow(0).run(options(executor).resuming(Resumption.of(id).from("sub"))));
        assertThat(again.state().name()).isEqualTo("Paused");
        assertThat(CALLED).containsExactly("prepared", "prepared");
        kill();
        time.advance(Duration.ofHours(1));
        FlowRun third = ran(flow(0).resume(id, options(executor)));
        assertThat(third.state().name()).isEqualTo("Paused");
        after(Duration.ofHours(1), third);
        assertThat(third.task("sub").state().name()).isEqualTo("TimedOut");
    }

    /** A process that waits for an answer until it is killed. */
    public static final class Asking {
        public static void main(String[] arguments) throws InterruptedException {
            LimitedQuestionsTest asking = new LimitedQuestionsTest();
            asking.directory = Path.of(arguments[0]);
            System.out.println(
                    flow(0).run(asking.options(TaskExecutors.threads(2))).id());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aKilledProcessDoesNotTakeTheLimitAlong() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asking.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String id = process.inputReader().readLine();
        process.destroyForcibly().waitFor();
        time.advance(Duration.ofMinutes(90));
        assertThat(ran(flow(0).resume(id, options(TaskExecutors.threads(2))))
                        .state()
                        .name())
                .isEqualTo("Paused");
        kill();
        time.advance(Duration.ofMinutes(30));
        FlowRun run = ran(flow(0).resume(id, options(TaskExecutors.threads(2))));
        run.await();
        assertThat(run.task("sub").state().name()).isEqualTo("TimedOut");
        assertThat(CALLED).as("prepared in the process that was killed").containsExactly("told");
    }

    private boolean isRecorded(String runId, String task) throws IOException {
        return Records.in(directory.resolve("runs"))
                .read(runId)
                .flatMap(run -> run.task(task))
                .filter(ran -> ran.state(-1) instanceof State.Running)
                .isPresent();
    }

    @Test
    void workThatWasLostHasAllOfItsTimeAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Flow works = Flow.define("works", f -> {
            f.approval("May I?").named("ask");
            f.action(() -> {
                        begun.countDown();
                        mayEnd.await();
                    })
                    .named("long")
                    .version("1");
        });
        Flow outside = Flow.define("outside", f -> f.subflow(works).named("sub").timeout(Duration.ofHours(2)));
        FlowRun first = ran(outside.start(options(TaskExecutors.threads(2))));
        begun.await();
        while (!isRecorded(first.id() + ".sub.1", "long")) {
            Thread.onSpinWait();
        }
        kill();
        mayEnd.countDown();
        time.advance(Duration.ofHours(3));
        FlowRun second = ran(outside.resume(first.id(), options(TaskExecutors.threads(2))));
        assertThat(second.state().name()).as("it has two hours again").isEqualTo("Paused");
    }
}
