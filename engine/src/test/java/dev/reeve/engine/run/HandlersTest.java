package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.RunWatcher;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HandlersTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    static List<TaskExecutor> narrow() {
        return List.of(
                TaskExecutors.threads(1),
                TaskExecutors.threads(2),
                TaskExecutors.threads(16),
                TaskExecutors.virtual(1));
    }

    static void fails() {
        throw new IllegalStateException("no");
    }

    static void nothing() {}

    private static String words(StateChange change) {
        return change.taskLabel() + " " + change.from().name() + ">"
                + change.to().name();
    }

    /** Not synchronized: handlers are called one at a time, each seeing what the one before did. */
    private static final class Seen {
        private final List<String> changes = new ArrayList<>();

        void add(StateChange change) {
            changes.add(words(change));
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void everyChangeIsToldOnceInItsOrder(TaskExecutor executor) {
        Seen all = new Seen();
        Seen ofTask = new Seen();
        Flow flow = Flow.define("told", f -> {
            var first = f.task(() -> {
                        if (TaskRun.current().attempt() == 1) {
                            fails();
                        }
                        return List.of(1, 2);
                    })
                    .named("first")
                    .retries(1)
                    .onStateChange(ofTask::add);
            f.map((Integer i) -> i, each(first)).named("child");
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).onStateChange(all::add));
        List<String> first = List.of(
                "first Pending>Queued",
                "first Queued>Running",
                "first Running>Retrying",
                "first Retrying>Queued",
                "first Queued>Running",
                "first Running>Success");
        assertThat(ofTask.changes).isEqualTo(first);
        assertThat(all.changes)
                .containsSubsequence(first)
                .startsWith(" Pending>Running")
                .endsWith("child Mapped>Success", " Running>Success")
                .containsSubsequence(
                        "child Pending>Mapped",
                        "child[0] Pending>Queued",
                        "child[0] Queued>Running",
                        "child[0] Running>Success",
                        "child Mapped>Success");
        assertThat(all.changes).hasSize(2 + first.size() + 2 + 2 * 3);
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void manyChangesAreToldInOrderWhateverTheThreads(TaskExecutor executor) {
        List<StateChange> seen = new ArrayList<>();
        Flow flow = Flow.define("many", f -> {
            for (int i = 0; i < 3000; i++) {
                f.action(HandlersTest::nothing).named("t" + i);
            }
        });
        flow.run(RunOptions.DEFAULT.executor(executor).onStateChange(seen::add));
        assertThat(seen).hasSize(3 * 3000 + 2);
        assertThat(seen.stream().filter(change -> change.task().equals("t1777")).map(HandlersTest::words))
                .containsExactly("t1777 Pending>Queued", "t1777 Queued>Running", "t1777 Running>Success");
        assertThat(seen.getLast().to().name()).isEqualTo("Success");
        assertThat(seen.getLast().task()).isEmpty();
        assertThat(seen).extracting(StateChange::flow).containsOnly("many");
    }

    @Test
    void onRetryAndOnFailureAreCalledWhenTheyAreDueOnly() {
        Seen retries = new Seen();
        Seen failures = new Seen();
        Flow flow = Flow.define("due", f -> {
            var bad = f.action(HandlersTest::fails)
                    .retries(2)
                    .onRetry(retries::add)
                    .onFailure(failures::add);
            f.action(HandlersTest::nothing)
                    .named("after")
                    .after(bad)
                    .onRetry(retries::add)
                    .onFailure(failures::add);
            f.action(HandlersTest::nothing).named("good").onRetry(retries::add).onFailure(failures::add);
            f.action(() -> {
                        throw Signal.skip("not today");
                    })
                    .named("skipped")
                    .onFailure(failures::add);
        });
        flow.run();
        assertThat(retries.changes).containsExactly("fails Running>Retrying", "fails Running>Retrying");
        assertThat(failures.changes).containsExactly("fails Running>Failed", "after Pending>TriggerFailed");
    }

    @Test
    void handlersOfAMappedTaskSeeItsChildrenAndItself() {
        Seen failures = new Seen();
        Flow flow = Flow.define(
                "mapped",
                f -> f.map(
                                (Integer i) -> {
                                    if (i == 1) {
                                        fails();
                                    }
                                    return i;
                                },
                                each(value(List.of(0, 1, 2))))
                        .named("child")
                        .onFailure(failures::add));
        flow.run();
        assertThat(failures.changes).containsExactly("child[1] Running>Failed", "child Mapped>Failed");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aHandlerThatFailsIsLoggedAndChangesNothing(TaskExecutor executor) {
        AtomicInteger called = new AtomicInteger();
        try (Logged log = new Logged()) {
            Flow flow = Flow.define(
                    "throws",
                    f -> f.action(HandlersTest::nothing)
                            .onStateChange(change -> {
                                throw new IllegalStateException("handler one");
                            })
                            .onStateChange(change -> {
                                throw new StackOverflowError("handler two");
                            })
                            .onStateChange(change -> called.incrementAndGet()));
            FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).onStateChange(change -> {
                throw Signal.fail("handler three");
            }));
            assertThat(run.state().name()).isEqualTo("Success");
            assertThat(called).hasValue(3);
            assertThat(log.lines().stream().filter(line -> line.contains("a handler failed")))
                    .hasSize(3 * 3 + 2)
                    .anyMatch(line -> line.contains("task \"nothing\" of flow \"throws\" going from Queued to Running"))
                    .anyMatch(line -> line.contains("the flow run of flow \"throws\" going from Running to Success"))
                    .allMatch(line -> line.startsWith("WARN"));
        }
    }

    /** Held up until all tasks are done: that they are shows that it holds up none. */
    @ParameterizedTest
    @MethodSource("narrow")
    void aSlowHandlerDoesNotStopTheTasks(TaskExecutor executor) {
        CountDownLatch done = new CountDownLatch(300);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Flow flow = Flow.define("held", f -> {
            for (int i = 0; i < 300; i++) {
                f.action(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            Thread.yield();
                            running.decrementAndGet();
                            done.countDown();
                        })
                        .named("t" + i);
            }
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).onStateChange(change -> {
            if (change.to().name().equals("Success")) {
                awaitUninterruptibly(done);
            }
        }));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(most.get()).isLessThanOrEqualTo(executor.slots());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aHandlerMayAskTheRun(int slots) throws Exception {
        CompletableFuture<FlowRun> handle = new CompletableFuture<>();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define("asks", f -> {
            var first = f.action(HandlersTest::nothing)
                    .named("first")
                    .onStateChange(change -> seen.add(change.to().name() + " "
                            + handle.join().state().name() + " "
                            + States.history(handle.join().task("first"))
                                    .contains(change.to().name())));
            f.action(HandlersTest::nothing).after(first);
        });
        handle.complete(flow.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(slots))));
        handle.join().await();
        assertThat(seen).hasSize(3).allMatch(words -> words.endsWith(" true"));
    }

    @Test
    void allIsToldBeforeTheRunIsSaidToHaveEnded() {
        for (int round = 0; round < 300; round++) {
            List<StateChange> seen = new ArrayList<>();
            Flow.define("told", f -> {
                        for (int i = 0; i < 5; i++) {
                            f.action(HandlersTest::nothing).named("t" + i);
                        }
                    })
                    .run(RunOptions.DEFAULT.onStateChange(seen::add));
            assertThat(seen).hasSize(17);
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aFlagThatAHandlerLeavesBehindReachesNoTask(TaskExecutor executor) {
        AtomicInteger flags = new AtomicInteger();
        Flow flow = Flow.define("flag", f -> {
            for (int i = 0; i < 50; i++) {
                f.action(() -> flags.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0))
                        .named("t" + i);
            }
        });
        flow.run(RunOptions.DEFAULT.executor(executor).onStateChange(change -> {
            if (change.to().name().equals("Success")) {
                Thread.currentThread().interrupt();
            }
        }));
        assertThat(flags).hasValue(0);
        Thread.interrupted(); // set by the handler where that is this thread
    }

    @Test
    void aRunLevelChangeNamesNoTask() {
        List<StateChange> seen = new ArrayList<>();
        Flow.define("level", f -> {}).run(RunOptions.DEFAULT.onStateChange(seen::add));
        assertThat(seen).extracting(HandlersTest::words).containsExactly(" Pending>Running", " Running>Success");
        assertThat(seen).allSatisfy(change -> {
            assertThat(change.mapIndex()).isEqualTo(-1);
            assertThat(change.runId()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatTheFlowNamesIsToldOfEveryRunBesideWhatTheRunNames(TaskExecutor executor) {
        List<String> order = new ArrayList<>();
        Flow flow = Flow.define("named", f -> {
            f.onStateChange(change -> order.add("flow's " + words(change)));
            f.action(HandlersTest::nothing).named("only");
        });
        flow.run(RunOptions.DEFAULT.executor(executor).onStateChange(change -> order.add("run's " + words(change))));
        assertThat(order)
                .startsWith("flow's  Pending>Running", "run's  Pending>Running")
                .endsWith("flow's  Running>Success", "run's  Running>Success")
                .hasSize(2 * 5);
        flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(order).hasSize(3 * 5);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatAnInnerFlowNamesIsToldOfItsRunsAndTheOuterOfAll(TaskExecutor executor) {
        List<String> inner = Collections.synchronizedList(new ArrayList<>());
        List<String> outer = Collections.synchronizedList(new ArrayList<>());
        Flow child = Flow.define("child", f -> {
            f.onStateChange(change -> inner.add(change.flow() + words(change)));
            f.action(HandlersTest::nothing).named("only");
        });
        Flow.define("parent", f -> {
                    f.onStateChange(change -> outer.add(change.flow() + words(change)));
                    f.subflow(child);
                })
                .run(RunOptions.DEFAULT.executor(executor));
        assertThat(inner).hasSize(5).allMatch(words -> words.startsWith("child"));
        assertThat(outer).containsAll(inner).contains("parent Running>Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aWatcherIsToldOfTheRunItsSecretsAndWhetherItIsPartOfAnother(TaskExecutor executor) {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        RunWatcher watcher = new RunWatcher() {
            @Override
            public void accept(StateChange change, Watched in) {
                assertThat(in.run().id()).isEqualTo(change.runId());
                if (change.to().isFinished()) {
                    seen.add(in.run().graph().name() + words(change) + " " + in.inner() + " "
                            + in.secrets().find("k").orElse("none"));
                }
            }

            @Override
            public void accept(StateChange change) {
                throw new AssertionError("an engine has more to tell");
            }
        };
        Flow child = Flow.define("child", f -> f.action(HandlersTest::nothing).named("only"));
        Flow parent = Flow.define("parent", f -> f.subflow(child).onStateChange(watcher));
        parent.run(RunOptions.DEFAULT
                .executor(executor)
                .secrets(name -> Optional.of(name + "!"))
                .onStateChange(watcher));
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "childonly Running>Success true k!",
                        "child Running>Success true k!",
                        "parentchild Running>Success false k!",
                        "parentchild Running>Success false k!",
                        "parent Running>Success false k!");
        seen.clear();
        child.run(RunOptions.DEFAULT.executor(executor).onStateChange(watcher));
        assertThat(seen).containsExactly("childonly Running>Success false none", "child Running>Success false none");
    }
}
