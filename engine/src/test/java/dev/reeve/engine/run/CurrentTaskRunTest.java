package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.spi.TaskExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where {@code TaskRun.current()} works, and what it says elsewhere. */
final class CurrentTaskRunTest {
    static List<TaskExecutor> executors() {
        return dev.reeve.engine.run.Executors.all();
    }

    private static String asked() {
        return TaskRun.current().taskName();
    }

    private static String onAnotherThread() throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newSingleThreadExecutor(
                task -> Thread.ofPlatform().name("helper").unstarted(task))) {
            return pool.submit(CurrentTaskRunTest::asked).get();
        }
    }

    private static String handedOn() throws InterruptedException, ExecutionException {
        TaskRun run = TaskRun.current();
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            return pool.submit(run::taskName).get();
        }
    }

    @Test
    void outsideOfATaskItSaysWhereItWorks() {
        assertThatThrownBy(TaskRun::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no task runs on thread \""
                        + Thread.currentThread().getName() + "\". TaskRun.current() works inside a task's function")
                .hasMessageContaining("takes taskRun() as its first input");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aThreadThatTheTaskStartedIsTold(TaskExecutor executor) {
        Flow flow = Flow.define("threads", f -> {
            f.task(CurrentTaskRunTest::asked).named("same");
            f.task(CurrentTaskRunTest::onAnotherThread).named("other");
            f.task(CurrentTaskRunTest::handedOn).named("handed");
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(run.task("same").value()).isEqualTo("same");
        assertThat(run.task("handed").value()).isEqualTo("handed");
        assertThat(run.task("other").error().orElseThrow().message())
                .contains("no task runs on thread \"helper\"")
                .contains("has to be handed the TaskRun: ask for it before");
        assertThatThrownBy(TaskRun::current).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aHandlerRunsInNoTask(TaskExecutor executor) throws Exception {
        CompletableFuture<String> said = new CompletableFuture<>();
        Flow flow = Flow.define(
                "handler",
                f -> f.task(CurrentTaskRunTest::asked).named("asks").onStateChange(change -> {
                    try {
                        said.complete(asked());
                    } catch (IllegalStateException none) {
                        said.complete(String.valueOf(none.getMessage()));
                    }
                }));
        flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(said.get()).startsWith("no task runs on thread");
    }
}
