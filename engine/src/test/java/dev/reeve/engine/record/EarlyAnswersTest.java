package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A merge is read again by a run that is resumed. What waits for a person, and is let go on before that was done, runs
 * after it.
 */
@Timeout(60)
final class EarlyAnswersTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T06:00:00Z");
    private static final AtomicReference<Runnable> WHILE_READ = new AtomicReference<>(() -> {});

    @TempDir
    Path directory;

    static List<TaskExecutor> executors() {
        return List.of(TaskExecutors.inThread(), TaskExecutors.threads(2), TaskExecutors.virtual(2));
    }

    static int number() {
        return 1;
    }

    static int read(int number) {
        WHILE_READ.get().run();
        return number + 1;
    }

    static int plusOne(int number) {
        return number + 1;
    }

    static boolean yes() {
        return true;
    }

    @BeforeEach
    void prepare() {
        WHILE_READ.set(() -> {});
    }

    private static Output<Integer> merged(FlowBuilder f) {
        return f.branch(
                f.task(EarlyAnswersTest::yes).version("1"),
                () -> f.task(EarlyAnswersTest::number).version("1").get(EarlyAnswersTest::read),
                () -> f.task(EarlyAnswersTest::number).named("other").version("1"));
    }

    private RunOptions options(String place, Instant now) {
        return RunOptions.DEFAULT
                .time(new SettableTime(now))
                .recordsIn(directory.resolve(place).resolve("runs"))
                .results(ResultStores.files(directory.resolve(place).resolve("results")));
    }

    @Test
    void aTaskThatAPersonLetsRunWhileItsMergeIsReadAgainReadsThat() throws InterruptedException {
        Flow flow = Flow.define(
                "manual",
                f -> f.task(EarlyAnswersTest::plusOne, merged(f)).version("1").trigger(Trigger.MANUAL));
        FlowRun first = flow.run(options("a", MORNING));
        assertThat(first.state().name()).isEqualTo("Paused");
        KilledResumeTest.copy(directory.resolve("a"), directory.resolve("b"));
        CompletableFuture<FlowRun> resumed = new CompletableFuture<>();
        WHILE_READ.set(() -> resumed.join().resume("plusOne"));
        FlowRun second = flow.start(
                options("b", MORNING).executor(TaskExecutors.threads(2)).resuming(Resumption.of(first.id())));
        resumed.complete(second);
        second.await();
        assertThat(second.task("plusOne").value()).isEqualTo(3);
        first.cancel("no more");
    }

    /** What comes after the question is so long that it is the first that would run. */
    @ParameterizedTest
    @MethodSource("executors")
    void aQuestionWhoseTimeIsUpEndsAfterTheMergeThatItShowsWasReadAgain(TaskExecutor executor)
            throws InterruptedException {
        Flow flow = Flow.define("asks", f -> {
            Output<Integer> last = f.task(EarlyAnswersTest::number)
                    .named("first")
                    .version("1")
                    .after(f.approval("Is it?").showing(merged(f)).named("ask").timeout(Duration.ofHours(1)));
            for (int i = 0; i < 5; i++) {
                last = f.task(EarlyAnswersTest::plusOne, last).named("then" + i).version("1");
            }
        });
        FlowRun first = flow.run(options("a", MORNING).executor(executor));
        assertThat(first.state().name()).isEqualTo("Paused");
        KilledResumeTest.copy(directory.resolve("a"), directory.resolve("b"));
        List<String> changes = Collections.synchronizedList(new ArrayList<>());
        FlowRun second = flow.resume(
                first.id(),
                options("b", MORNING.plus(Duration.ofHours(2)))
                        .executor(executor)
                        .onStateChange(change -> {
                            if (change.task().equals("ask") || change.task().equals("merge")) {
                                changes.add(change.task() + " " + change.to().name());
                            }
                        }));
        second.await();
        assertThat(second.task("ask").state().name()).isEqualTo("TimedOut");
        assertThat(changes).containsSubsequence("merge Success", "ask Running", "ask TimedOut");
        first.cancel("no more");
    }
}
