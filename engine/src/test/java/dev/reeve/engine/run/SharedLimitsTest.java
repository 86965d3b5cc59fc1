package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits that hold for a run and all runs that its tasks are, and never let one wait for the other for ever. */
@Timeout(60)
final class SharedLimitsTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private final AtomicInteger going = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private int work(int n) {
        most.accumulateAndGet(going.incrementAndGet(), Math::max);
        Thread.yield();
        going.decrementAndGet();
        return n;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static Output<List<Integer>> list(FlowBuilder f, int count, String name) {
        return f.task(() -> numbers(count)).named(name);
    }

    /** Works beside and inside of every kind of flow that a task can be. */
    private Flow tree(String tag, int gpus) {
        ResultFlow<Integer> sub = Flow.returning("sub", f -> {
            Output<Integer> n = f.parameter("n", 1);
            f.forEach(this::work, each(numbers(20))).named("beside").tags(tag).requires("gpu", gpus);
            return f.task(this::work, n).named("inside").tags(tag).requires("gpu", gpus);
        });
        return Flow.define("tree", f -> {
            f.forEach(this::work, each(numbers(50))).named("outside").tags(tag).requires("gpu", gpus);
            f.fanOut(list(f, 10, "elements"), n -> {
                f.fanOut(
                                list(f, 3, "more"),
                                m -> f.task(this::work, m)
                                        .named("deep")
                                        .tags(tag)
                                        .requires("gpu", gpus))
                        .named("inner blocks");
                return f.subflow(sub, with("n", n)).named("sub in block");
            });
            f.dynamic(() -> sub).named("made");
        });
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aTagsLimitHoldsForAllRunsOfTheTreeTogether(TaskExecutor executor) {
        FlowRun run = tree("api", 1).run(RunOptions.DEFAULT.executor(executor).limitTag("api", 2));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(most.get()).isBetween(1, 2);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void soDoUnitsOfAResource(TaskExecutor executor) {
        FlowRun run = tree("api", 2).run(RunOptions.DEFAULT.executor(executor).limit("gpu", 5));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(most.get()).isBetween(1, 2);
    }

    /** A flow in a flow in a flow, and each of them and their tasks need what the others have. */
    private static ResultFlow<Integer> nested(String first, String second, int depth) {
        ResultFlow<Integer> flow = Flow.returning(
                "leaf " + first,
                f -> f.task(Samples::twice, value(1)).tags(first, second).requires("gpu", 1));
        for (int level = 0; level < depth; level++) {
            ResultFlow<Integer> inner = flow;
            String tag = level % 2 == 0 ? first : second;
            flow = Flow.returning("level " + level + first, f -> {
                f.task(Samples::twice, value(2)).tags(first, second).requires("gpu", 1);
                f.dynamic(() -> inner).named("made").tags(tag).requires("gpu", 1);
                return f.subflow(inner).tags(tag).requires("gpu", 1);
            });
        }
        return flow;
    }

    @ParameterizedTest
    @MethodSource("executors")
    void flowsThatNeedWhatTheTasksInThemNeedDoNotWaitForEachOther(TaskExecutor executor) {
        Flow flow = Flow.define("crossed", f -> {
            f.subflow(nested("a", "b", 3)).named("one").tags("a");
            f.subflow(nested("b", "a", 3)).named("other").tags("b");
            f.fanOut(list(f, 4, "elements"), n -> f.subflow(nested("a", "b", 1)).tags("b"))
                    .tags("a")
                    .requires("gpu", 1);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT
                .executor(executor)
                .limitTag("a", 1)
                .limitTag("b", 1)
                .limit("gpu", 1));
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aLimitOnAFanOutSaysHowManyOfItsBlocksGoOnAtOnce(TaskExecutor executor) {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger mostOpen = new AtomicInteger();
        Flow flow = Flow.define(
                "blocks",
                f -> f.fanOut(list(f, 30, "elements"), n -> {
                            Output<Integer> first = f.task(
                                            m -> {
                                                mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                                                return m;
                                            },
                                            n)
                                    .named("first");
                            return f.task(
                                            m -> {
                                                open.decrementAndGet();
                                                return m;
                                            },
                                            f.task(this::work, first).tags("heavy"))
                                    .named("last");
                        })
                        .tags("heavy"));
        FlowRun run = flow.run(RunOptions.DEFAULT.executor(executor).limitTag("heavy", 3));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(mostOpen.get()).isBetween(1, 3);
        assertThat(most.get()).isBetween(1, 3);
    }

    private static State inside(FlowRun run, String task, String inner) {
        return run.task(task).flowRun().map(view -> state(view, inner)).orElse(State.Pending.NOW);
    }

    private static State state(RunView view, String task) {
        return view.state(view.graph().node(task).orElseThrow().index(), -1);
    }

    /** Waits until a task inside waits at a gate. */
    private static void awaitQueued(FlowRun run, String task, String inner, String reason) {
        while (!(inside(run, task, inner) instanceof State.Queued queued
                && queued.reason().contains(reason))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunWhoseTasksWaitForThoseOfAnotherOneWaitsForNoPerson() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Flow inner = Flow.define("inner", f -> {
            f.action(() -> {}).named("waits").tags("api");
        });
        FlowRun run = Flow.define("outer", f -> {
                    Output<Integer> holds = f.task(
                                    n -> {
                                        begun.countDown();
                                        goOn.await();
                                        return n;
                                    },
                                    value(1))
                            .named("holds")
                            .tags("api");
                    f.task(Samples::twice, holds);
                    f.subflow(inner);
                })
                .start(RunOptions.DEFAULT.executor(TaskExecutors.threads(4)).limitTag("api", 1));
        begun.await();
        if (!run.task("inner").state().isFinished()) { // it may have been first, and then there is nothing to see
            awaitQueuedOrEnded(run);
        }
        assertThat(run.state().name()).isEqualTo("Running");
        goOn.countDown();
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(run.history().stream().map(entry -> entry.state().name())).doesNotContain("Paused");
    }

    private static void awaitQueuedOrEnded(FlowRun run) {
        while (!run.task("inner").state().isFinished()) {
            if (inside(run, "inner", "waits") instanceof State.Queued queued
                    && queued.reason().contains("tag api")) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    /** Many tasks of the outer run and one of an inner run need the same; the first outer one ends when that one waits. */
    private List<String> orderBeside(int priority) throws Exception {
        List<String> begun = new java.util.concurrent.CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Flow inner = Flow.define("inner", f -> {
            f.action(() -> begun.add("inside")).named("inside").tags("api").priority(priority);
        });
        Flow outer = Flow.define("outer", f -> {
            Output<Integer> opened = f.task(
                            n -> {
                                first.countDown();
                                goOn.await();
                                return n;
                            },
                            value(1))
                    .named("opened")
                    .tags("api");
            f.forEach((Integer n) -> begun.add("outside"), each(numbers(50)))
                    .named("outside")
                    .tags("api");
            f.subflow(inner)
                    .after(f.task(() -> {
                                first.await();
                                return 1;
                            })
                            .named("later"));
            f.task(Samples::twice, opened).priority(-9);
        });
        FlowRun run = outer.start(
                RunOptions.DEFAULT.executor(TaskExecutors.threads(4)).limitTag("api", 1));
        awaitQueued(run, "inner", "inside", "tag api");
        begun.clear();
        goOn.countDown();
        assertThat(run.await().state().name()).isEqualTo("Success");
        return begun;
    }

    @Test
    void anInnerRunIsServedInTurnWithTheOuterOne() throws Exception {
        List<String> begun = orderBeside(0);
        assertThat(begun.indexOf("inside")).isBetween(0, 2);
    }

    @Test
    void aHigherPriorityIsServedFirstWhateverRunItIsIn() throws Exception {
        assertThat(orderBeside(5)).first().isEqualTo("inside");
    }

    @Test
    void whatATaskInsideRequiresInVainIsSaidBeforeAnythingRuns() {
        AtomicInteger calls = new AtomicInteger();
        Flow inner = Flow.define("inner", f -> {
            f.action(() -> {}).named("large").requires("gpu", 3);
        });
        Flow outer = Flow.define("outer", f -> {
            f.action(calls::incrementAndGet).named("before");
            f.fanOut(list(f, 2, "elements"), n -> {
                f.subflow(inner);
                return n;
            });
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outer.run(RunOptions.DEFAULT.limit("gpu", 2)))
                .withMessageContaining("task \"large\" of flow \"inner\" requires 3 of \"gpu\", but the run has 2");
        assertThat(calls).hasValue(0);
    }
}
