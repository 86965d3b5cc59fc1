package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Trigger;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks and handlers that wait for the run they belong to, which waits for them. */
@Timeout(30) // without the refusal, these would hang
final class OwnRunTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    static List<TaskExecutor> pools() {
        return List.of(TaskExecutors.threads(1), TaskExecutors.threads(4), TaskExecutors.virtual(1));
    }

    static void nothing() {}

    static void fails() {
        throw new IllegalStateException("no");
    }

    private static void await(CompletableFuture<FlowRun> run) {
        try {
            run.join().await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void aHandlerThatWaitsForItsOwnRunIsRefusedAndTheRunEnds(TaskExecutor executor) throws Exception {
        CompletableFuture<FlowRun> started = new CompletableFuture<>();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        Flow flow = Flow.define(
                "impatient",
                f -> f.action(OwnRunTest::nothing).onStateChange(change -> {
                    try {
                        await(started);
                    } catch (IllegalStateException e) {
                        refused.complete(e);
                    }
                }));
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor));
        started.complete(run);
        assertThat(refused.get())
                .hasMessageStartingWith(
                        "a task or handler of run " + run.id() + " of flow \"impatient\" waits for that run")
                .hasMessageContaining("completion()");
        assertThat(run.await().state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aHandlerThatIsToldByWhoeverCancelsMayNotWaitForTheRunEither(TaskExecutor executor) throws Exception {
        CompletableFuture<FlowRun> started = new CompletableFuture<>();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        Flow flow = Flow.define("paused", f -> f.action(OwnRunTest::nothing).trigger(Trigger.MANUAL));
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor).onStateChange(change -> {
            if (change.to() instanceof State.Cancelled) {
                try {
                    await(started);
                } catch (IllegalStateException e) {
                    refused.complete(e);
                }
            }
        }));
        started.complete(run);
        run.await();
        run.cancel("enough");
        assertThat(refused.get()).hasMessageContaining("waits for that run");
        assertThat(run.await().state().name()).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @MethodSource("pools")
    void waitingForTheCompletionOfItsOwnRunIsRefusedToo(TaskExecutor executor) throws Exception {
        CompletableFuture<FlowRun> started = new CompletableFuture<>();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        Flow flow = Flow.define(
                "own",
                f -> f.action(() -> started.join()
                                .completion()
                                .thenApply(FlowRun::state)
                                .toCompletableFuture()
                                .join())
                        .named("joins")
                        .onFailure(change -> {
                            try {
                                started.join()
                                        .completion()
                                        .toCompletableFuture()
                                        .get();
                            } catch (IllegalStateException e) {
                                refused.complete(e);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }));
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor));
        started.complete(run);
        assertThat(run.completion().toCompletableFuture().join().state().name()).isEqualTo("Failed");
        assertThat(run.task("joins").error().orElseThrow().message()).contains("waits for that run");
        assertThat(refused.get()).hasMessageContaining("completion().thenAccept(..)");
    }

    @Test
    void whoCompletesTheCompletionEndsNoRun() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        FlowRun run = Flow.define("own", f -> f.action(goOn::await)).start();
        run.completion().toCompletableFuture().complete(run);
        assertThat(run.state().isFinished()).isFalse();
        goOn.countDown();
        assertThat(run.await().state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("pools")
    void aTaskOfAFlowInsideThatWaitsForTheOuterRunFails(TaskExecutor executor) throws Exception {
        CompletableFuture<FlowRun> started = new CompletableFuture<>();
        Flow inner = Flow.define("inner", f -> f.action(() -> await(started)).named("waits"));
        FlowRun run = Flow.define("outer", f -> f.subflow(inner)).start(RunOptions.DEFAULT.executor(executor));
        started.complete(run);
        assertThat(run.await().state().name()).isEqualTo("Failed");
        assertThat(run.task("inner").error().orElseThrow().message()).contains("waits for that run");
    }

    @ParameterizedTest
    @MethodSource("pools")
    void aTaskThatWaitsForItsOwnRunFails(TaskExecutor executor) throws Exception {
        CompletableFuture<FlowRun> started = new CompletableFuture<>();
        Flow flow = Flow.define("own", f -> f.action(() -> await(started)).named("waits"));
        FlowRun run = flow.start(RunOptions.DEFAULT.executor(executor));
        started.complete(run);
        assertThat(run.await().state().name()).isEqualTo("Failed");
        assertThat(run.task("waits").error().orElseThrow().message()).contains("waits for that run");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aHandlerMayRunAnotherFlowAndWaitForIt(TaskExecutor executor) {
        Flow inner = Flow.define("inner", f -> f.action(OwnRunTest::nothing));
        List<String> states = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define(
                "outer",
                f -> f.action(OwnRunTest::fails)
                        .onFailure(change -> states.add(inner.run().state().name())));
        flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(states).containsExactly("Success");
    }
}
