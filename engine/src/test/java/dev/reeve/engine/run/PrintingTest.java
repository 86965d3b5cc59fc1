package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.taskRun;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.reeve.Action0;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.engine.TaskExecutors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What tasks print. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PrintingTest {
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream before = new PrintStream(out, true, UTF_8);

    @BeforeEach
    void replace() {
        System.setOut(before);
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    private static FlowRun run(RunOptions options, Action0 action) {
        FlowRun run = Flow.define("printing", f -> f.action(action).named("t").captureOutput())
                .run(options);
        assertThat(run.state().name()).isEqualTo("Success");
        return run;
    }

    private static List<String> lines(Action0 action) {
        try (Logged log = new Logged()) {
            run(RunOptions.DEFAULT, action);
            return log.lines();
        }
    }

    @Test
    void whatATaskPrintsIsInItsLogAndNowhereElse() {
        for (var executor : Executors.all()) {
            try (Logged log = new Logged()) {
                FlowRun run = run(RunOptions.DEFAULT.executor(executor), () -> {
                    System.out.println("to out {}");
                    System.err.println("to err");
                    System.out.print("not ended");
                });
                assertThat(log.lines()).containsExactly("INFO to out {}", "WARN to err", "INFO not ended");
                assertThat(log.events()).allSatisfy(event -> {
                    assertThat(event.getLoggerName()).isEqualTo("reeve.task.t");
                    assertThat(event.getMDCPropertyMap())
                            .containsEntry("task", "t")
                            .containsEntry("flow_run", run.id());
                });
            }
        }
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(System.out).isSameAs(before);
    }

    @Test
    void linesEndAsOnEverySystemAndAreNotEndless() {
        assertThat(lines(() -> System.out.print("windows\r\n\n x \r\rend")))
                .containsExactly("INFO windows", "INFO ", "INFO  x \r\rend");
        List<String> pieces = lines(() -> System.out.println("x".repeat(40_000)));
        assertThat(pieces.stream().map(piece -> piece.length() - "INFO ".length()))
                .containsExactly(16_384, 16_384, 7_232);
        assertThat(lines(() -> System.out.println("x" + "😀".repeat(16_384))))
                .allMatch(piece -> !Character.isLowSurrogate(piece.charAt("INFO ".length())));
    }

    @Test
    void aCharacterMayComeInParts() {
        assertThat(lines(() -> {
                    for (byte b : "Curaçao 東京 😀\n".getBytes(UTF_8)) {
                        System.out.write(b);
                    }
                    System.out.write(0xE6); // begun and never ended
                    System.out.println();
                }))
                .containsExactly("INFO Curaçao 東京 😀", "INFO \uFFFD");
    }

    @Test
    void eachTaskHasItsOwnAndTheOthersGoOnPrinting() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        Flow flow = Flow.define("printing", f -> {
            f.forEach(
                            (Integer i) -> {
                                together.await();
                                for (int n = 0; n < 200; n++) {
                                    System.out.println(i + "-" + n);
                                }
                            },
                            each(List.of(0, 1)))
                    .named("captured")
                    .captureOutput();
        });
        Flow plain = Flow.define(
                "plain",
                f -> f.forEach(
                                (Integer i) -> {
                                    together.await();
                                    for (int n = 0; n < 200; n++) {
                                        System.out.println("plain");
                                    }
                                },
                                each(List.of(0, 1)))
                        .named("printing"));
        try (Logged log = new Logged()) {
            FlowRun one = flow.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
            FlowRun two = plain.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
            one.await();
            two.await();
            for (int i = 0; i < 2; i++) {
                String task = "captured[" + i + "]";
                int child = i;
                assertThat(log.events().stream()
                                .filter(event ->
                                        task.equals(event.getMDCPropertyMap().get("task")))
                                .map(ILoggingEvent::getFormattedMessage))
                        .containsExactlyElementsOf(IntStream.range(0, 200)
                                .mapToObj(n -> child + "-" + n)
                                .toList());
            }
            assertThat(log.events()).hasSize(400);
        }
        assertThat(out.toString(UTF_8).lines()).hasSize(400).containsOnly("plain");
    }

    @Test
    void threadsThatATaskStartsPrintIntoItsLogUntilItEnds() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        List<Thread> late = new ArrayList<>();
        try (Logged log = new Logged()) {
            run(RunOptions.DEFAULT, () -> {
                Thread thread = new Thread(() -> System.out.println("by a thread"));
                thread.start();
                thread.join();
                Thread other = Thread.ofVirtual().start(() -> {
                    try {
                        ended.await();
                        System.out.println("late");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                late.add(other);
            });
            ended.countDown();
            late.getFirst().join();
            assertThat(log.lines()).containsExactly("INFO by a thread");
            assertThat(log.events().getFirst().getMDCPropertyMap()).containsEntry("task", "t");
        }
        assertThat(out.toString(UTF_8)).isEqualTo("late" + System.lineSeparator());
    }

    @Test
    void aLogOnStandardOutputIsNotTakenForWhatTheTaskPrints() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger{0}: %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        context.getLogger("reeve.task.t").addAppender(console);
        try (Logged log = new Logged()) {
            run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()), () -> {
                TaskRun.current().logger().info("logged");
                System.out.println("printed");
            });
            assertThat(log.lines()).containsExactly("INFO logged", "INFO printed");
        } finally {
            context.getLogger("reeve.task.t").detachAppender(console);
        }
        assertThat(out.toString(UTF_8).lines()).containsExactly("INFO t: logged", "INFO t: printed");
    }

    @Test
    void whoAsksForNothingFindsTheStreamsAsTheyWere() {
        List<PrintStream> seen = new ArrayList<>();
        Flow.define(
                        "plain",
                        f -> f.action(() -> {
                                    seen.add(System.out);
                                    System.out.println("x");
                                })
                                .named("t"))
                .run();
        assertThat(seen).containsExactly(before);
        assertThat(out.toString(UTF_8)).isEqualTo("x" + System.lineSeparator());
    }

    @Test
    void workersAndHandlersThatATaskSetsOffDoNotPrintIntoItsLog() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        try (Logged log = new Logged()) {
            Flow inner = Flow.define(
                    "inner", f -> f.action(() -> System.out.println("inner")).named("t"));
            Flow.define(
                            "outer",
                            f -> f.action(
                                            (TaskRun run) -> {
                                                System.out.println("outer");
                                                run.artifact(Artifact.markdown("note", "x"));
                                                inner.run(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
                                                told.get();
                                            },
                                            taskRun())
                                    .named("t")
                                    .captureOutput())
                    .run(RunOptions.DEFAULT.onStateChange(change -> {
                        System.out.println("handler");
                        told.complete("told");
                    }));
            assertThat(log.lines()).containsExactly("INFO outer");
        }
        assertThat(out.toString(UTF_8).lines()).contains("inner", "handler").doesNotContain("outer");
    }

    @Test
    void aFailedAttemptsLastWordsAreInTheLog() {
        try (Logged log = new Logged()) {
            FlowRun run = Flow.define(
                            "printing",
                            f -> f.action(() -> {
                                        System.out.print("about to fail");
                                        throw new IllegalStateException("no");
                                    })
                                    .named("t")
                                    .captureOutput())
                    .run();
            assertThat(run.state().name()).isEqualTo("Failed");
            assertThat(log.lines()).contains("INFO about to fail");
        }
        assertThat(System.out).isSameAs(before);
    }

    /** The log waits for the stream that a task prints to, and the task's line waits for the log. */
    @Test
    void aTaskThatPrintsAndOneThatLogsToTheSameStreamDoNotWaitForEachOther() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        context.getLogger("reeve.task").addAppender(console);
        try {
            FlowRun run = Flow.define("both", f -> {
                        f.action(() -> IntStream.range(0, 20_000).forEach(i -> System.err.println("printed " + i)))
                                .named("prints")
                                .captureOutput();
                        f.action(() -> {
                                    var log = TaskRun.current().logger();
                                    IntStream.range(0, 20_000).forEach(i -> log.info("logged {}", i));
                                })
                                .named("logs");
                    })
                    .run(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
            assertThat(run.state().name()).isEqualTo("Success");
        } finally {
            context.getLogger("reeve.task").detachAppender(console);
            console.stop();
        }
    }
}
