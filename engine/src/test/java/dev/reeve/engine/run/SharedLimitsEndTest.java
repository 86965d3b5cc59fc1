package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.CurrentTaskRun;
import dev.reeve.spi.RunView;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What inner runs took is given back however they end; what they may begin is counted in all of them together. */
@Timeout(60)
final class SharedLimitsEndTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettableTime time = new SettableTime(Instant.EPOCH);
    private final List<Long> begun = Collections.synchronizedList(new ArrayList<>());

    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    private int begin(int n) {
        begun.add(time.nanos() / 1_000_000);
        return n;
    }

    private static Output<List<Integer>> list(FlowBuilder f, int count) {
        return f.task(() -> IntStream.range(0, count).boxed().toList()).named("list");
    }

    private void goOn(FlowRun run, Duration step) {
        while (!run.state().isFinished()) {
            time.advance(step);
            run.view();
            Thread.onSpinWait();
        }
    }

    /** When attempts of that task began, in the run and in those that its fan-out runs, in milliseconds. */
    private static void collect(RunView run, String task, List<Long> starts) {
        for (GraphNode node : run.graph().nodes()) {
            for (int child = -1; child < Math.max(0, run.width(node.index())); child++) {
                if (node.name().startsWith(task) && (child >= 0 || !node.mapped())) {
                    run.history(node.index(), child).stream()
                            .filter(entry -> entry.state() instanceof State.Running)
                            .forEach(entry -> starts.add(entry.at().toEpochMilli()));
                }
                run.flowRun(node.index(), child).ifPresent(inner -> collect(inner, task, starts));
            }
        }
    }

    private static void assertStrict(FlowRun run, int number, int most) {
        List<Long> starts = new ArrayList<>();
        collect(run.view(), "rated", starts);
        Collections.sort(starts);
        assertThat(starts).hasSize(number);
        for (int i = most; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - most)).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void theRateOfATagHoldsForAllRunsOfTheTree() {
        Flow flow = Flow.define("rated", f -> {
            f.forEach((Integer n) -> {}, each(List.of(1, 2, 3, 4, 5, 6)))
                    .named("rated")
                    .tags("api");
            f.fanOut(
                    list(f, 12),
                    n -> f.task(Samples::twice, n).named("rated inside").tags("api"));
        });
        FlowRun run = flow.start(
                RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(3)).rateLimit("api", 3, SECOND));
        goOn(run, Duration.ofMillis(7));
        assertThat(run.state().name()).isEqualTo("Success");
        assertStrict(run, 18, 3);
    }

    @Test
    void theRateOfATaskInABlockHoldsForAllElements() {
        Flow flow = Flow.define(
                "rated",
                f -> f.fanOut(
                        list(f, 20),
                        n -> f.task(Samples::twice, n).named("rated").rateLimit(2, SECOND)));
        FlowRun run = flow.start(RunOptions.DEFAULT.time(time).executor(TaskExecutors.threads(3)));
        goOn(run, Duration.ofMillis(7));
        assertThat(run.state().name()).isEqualTo("Success");
        assertStrict(run, 20, 2);
    }

    @Test
    void whatWaitsForAThreadHasNotBegunYet() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Flow inner = Flow.define(
                "inner", f -> f.action(() -> begin(1)).named("chosen").tags("api"));
        FlowRun run = Flow.define("outer", f -> {
                    f.subflow(inner).priority(2);
                    f.task(() -> {
                                busy.countDown();
                                goOn.await();
                                return 1;
                            })
                            .named("busy")
                            .priority(1);
                    f.action(() -> begin(2)).named("outside").tags("api");
                })
                .start(RunOptions.DEFAULT
                        .time(time)
                        .executor(TaskExecutors.threads(1))
                        .rateLimit("api", 1, SECOND));
        busy.await();
        time.advance(Duration.ofSeconds(5));
        goOn.countDown();
        while (!run.state().isFinished()) {
            if (begun.size() == 1
                    && !time.alarms().isEmpty()) { // else one may be between its begin and its look at the time
                time.advance(SECOND);
            }
            Thread.onSpinWait();
        }
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(begun).hasSize(2);
        assertThat(Math.abs(begun.get(1) - begun.get(0))).isGreaterThanOrEqualTo(1_000);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aBlockThatWaitsForAPersonLetsOthersGoOn(TaskExecutor executor) throws Exception {
        ResultFlow<List<Integer>> flow = Flow.returning(
                "asks",
                f -> f.fanOut(list(f, 4), n -> {
                            Output<Boolean> one = f.task(i -> i == 1, n).named("is one");
                            return f.branch(
                                    one,
                                    () -> f.task(
                                            SharedLimitsEndTest::two,
                                            f.approval("Really?").named("ask")),
                                    () -> f.task(Samples::twice, n));
                        })
                        .tags("heavy"));
        var run = flow.run(RunOptions.DEFAULT.executor(executor).limitTag("heavy", 1));
        assertThat(run.state().name()).isEqualTo("Paused");
        assertThat(run.task("fan_out").children().stream()
                        .map(child -> child.state().name()))
                .containsExactly("Success", "Running", "Success", "Success");
        run.answer("fan_out[1]/ask", new Approval(true, "", "ada"), "ada");
        run.await();
        assertThat(run.result()).containsExactly(0, 2, 4, 6);
    }

    private static int two(Approval approval) {
        return approval.approved() ? 2 : -2;
    }

    private static Flow holding(CountDownLatch begun, String what) {
        return Flow.define("holding", f -> {
            f.action(() -> {
                        begun.countDown();
                        if (what.equals("fails")) {
                            throw new IllegalStateException("no luck");
                        }
                        Thread.currentThread().join();
                    })
                    .named("holds")
                    .tags("api");
            f.forEach((Integer n) -> {}, each(List.of(1, 2, 3))).named("wait").tags("api");
        });
    }

    @Test
    void anInnerRunThatFailsOrRunsOutOfTimeGivesBackWhatItHad() throws Exception {
        for (String what : List.of("fails", "runs out of time")) {
            CountDownLatch held = new CountDownLatch(1);
            FlowRun run = Flow.define("outer", f -> {
                        f.subflow(holding(held, what)).timeout(SECOND);
                        f.task(() -> {
                                    held.await();
                                    return 1;
                                })
                                .named("sees");
                        f.task(Samples::twice, f.task(Samples::twice, value(1)).named("a"))
                                .named("outside")
                                .tags("api");
                    })
                    .start(RunOptions.DEFAULT
                            .time(time)
                            .executor(TaskExecutors.threads(4))
                            .limitTag("api", 1));
            held.await();
            goOn(run, Duration.ofMillis(100));
            assertThat(run.task("holding").state().isFailed()).as(what).isTrue();
            assertThat(run.task("outside").state().name()).as(what).isEqualTo("Success");
        }
    }

    /** Threads, of which nobody gets one from the moment when the flow run of a task asks until they are let go. */
    private static final class Withholding implements TaskExecutor {
        private final TaskExecutor threads = TaskExecutors.threads(4);
        private final CountDownLatch asked = new CountDownLatch(1);
        private final List<Runnable> held = new ArrayList<>();
        private boolean let;

        @Override
        public int slots() {
            return threads.slots();
        }

        @Override
        public boolean inCallersThread() {
            return false;
        }

        @Override
        public synchronized void startWorker(Runnable worker) {
            if (!let && (asked.getCount() == 0 || CurrentTaskRun.ifAny() != null)) {
                held.add(worker);
                asked.countDown();
            } else {
                threads.startWorker(worker);
            }
        }

        synchronized void letGo() {
            let = true;
            held.forEach(threads::startWorker);
        }

        @Override
        public String describe() {
            return threads.describe();
        }

        @Override
        public void close() {
            threads.close();
        }
    }

    @Test
    void anInnerRunThatIsGivenUpBeforeItsTaskFoundAThreadGivesBackWhatThatHad() throws Exception {
        Withholding executor = new Withholding();
        Flow inner = Flow.define(
                "inner", f -> f.action(() -> begin(1)).named("chosen").tags("api"));
        FlowRun run = Flow.define("outer", f -> {
                    f.subflow(inner).timeout(SECOND);
                    f.action(() -> begin(2))
                            .named("outside")
                            .tags("api")
                            .after(f.task(() -> {
                                        executor.asked.await();
                                        return 1;
                                    })
                                    .named("sees"));
                })
                .start(RunOptions.DEFAULT
                        .time(time)
                        .grace(SECOND)
                        .executor(executor)
                        .limitTag("api", 1));
        executor.asked.await();
        while (!run.task("inner")
                .flowRun()
                .map(RunView::state)
                .filter(State::isFinished)
                .isPresent()) {
            time.advance(Duration.ofMillis(100));
        }
        executor.letGo();
        goOn(run, Duration.ofMillis(100));
        assertThat(run.task("inner").state().name()).isEqualTo("TimedOut");
        assertThat(run.task("outside").state().name()).isEqualTo("Success");
        assertThat(begun)
                .as("what was chosen never began, what waited for it did")
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aCancelledTreeEndsAlthoughMuchOfItWaits(TaskExecutor executor) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Flow flow = Flow.define("tree", f -> {
            f.fanOut(list(f, 40), n -> {
                        f.action(() -> {
                                    held.countDown();
                                    Thread.currentThread().join();
                                })
                                .named("holds")
                                .tags("api");
                        return n;
                    })
                    .tags("heavy");
        });
        RunOptions options = RunOptions.DEFAULT
                .executor(executor)
                .limitTag("api", 2)
                .limitTag("heavy", 10)
                .grace(Duration.ofMinutes(1));
        FlowRun run;
        if (executor.inCallersThread()) {
            Thread caller = Thread.currentThread();
            Thread.ofVirtual().start(() -> {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                caller.interrupt();
            });
            run = flow.start(options);
            assertThat(Thread.interrupted()).isTrue();
        } else {
            run = flow.start(options);
            held.await();
            run.cancel("enough");
        }
        run.await();
        assertThat(run.state().name()).isEqualTo("Cancelled");
        assertThat(run.task("fan_out").children())
                .extracting(TaskOutcome::state)
                .extracting(State::name)
                .containsOnly("Cancelled");
        RunView first = run.task("fan_out").children().getFirst().flowRun().orElseThrow();
        assertThat(first.state().isFinished()).isTrue();
    }
}
