package dev.reeve.engine;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the journal of whoever has a run run is told, and how it holds tasks back. */
final class JournalSourceTest {
    private static final int WIDTH = 40;
    private static final int LENGTH = 30;

    @TempDir
    Path directory;

    /** A body that began: of which task run, and how much was safe then. */
    private record Begun(String task, int child, long safe) {}

    private static final ConcurrentLinkedQueue<Begun> BEGUN = new ConcurrentLinkedQueue<>();
    private static volatile HeardJournal journal = new HeardJournal();

    static List<TaskExecutor> executors() {
        return List.of(
                TaskExecutors.inThread(), TaskExecutors.threads(1), TaskExecutors.threads(4), TaskExecutors.virtual(8));
    }

    private static FlowRun start(Flow flow, HeardJournal heard, RunOptions options) {
        return flow.start(
                options,
                new LocalFlowRunner((opening, graph, plan) ->
                        opening.parent() == null ? heard : dev.reeve.engine.run.Journal.NONE));
    }

    private static void begins() {
        TaskRun run = TaskRun.current();
        BEGUN.add(new Begun(run.taskName(), run.mapIndex(), journal.safe()));
    }

    private static int first() {
        begins();
        return 0;
    }

    private static int next(int n) {
        begins();
        return n + 1;
    }

    private static List<Integer> list(int n) {
        begins();
        return IntStream.range(n, n + WIDTH).boxed().toList();
    }

    private static int sum(List<Integer> numbers) {
        begins();
        return numbers.stream().mapToInt(n -> n).sum();
    }

    private static int failsOnce(int n) {
        if (TaskRun.current().attempt() == 1) {
            throw new IllegalStateException("the first attempt");
        }
        TaskRun.current().artifact(Artifact.markdown("note", "# ended"));
        return n;
    }

    private static boolean yes(int n) {
        return n >= 0;
    }

    private static Loop<Integer, Integer> count(int turn) {
        return turn == 3 ? Loop.done(turn) : Loop.again(turn + 1);
    }

    private static ResultFlow<Integer> inner() {
        return Flow.returning("inner", f -> f.task(JournalSourceTest::next, f.parameter("n", 1)));
    }

    private static int close(int opened, Approval approval) {
        return opened;
    }

    private static void closed(int opened) {}

    private static Flow everything() {
        return Flow.define("everything", f -> {
            Output<Integer> one = f.task(JournalSourceTest::first).named("one");
            Output<Integer> retried = f.task(JournalSourceTest::failsOnce, one)
                    .retries(1, Duration.ZERO)
                    .named("retried");
            Output<List<Integer>> listed =
                    f.task(JournalSourceTest::list, retried).named("listed");
            Output<List<Integer>> mapped =
                    f.map(JournalSourceTest::next, each(listed)).named("mapped");
            Output<Integer> total = f.task(JournalSourceTest::sum, mapped).named("total");
            Output<Integer> chosen = f.branch(
                    f.task(JournalSourceTest::yes, total).named("question"),
                    () -> f.loop(JournalSourceTest::count, value(0)).named("looped"),
                    () -> f.task(JournalSourceTest::next, value(1)).named("closed"));
            f.subflow(inner(), with("n", chosen)).named("sub");
            f.fanOut(listed, n -> f.task(JournalSourceTest::next, n)).named("fan");
            f.dynamic(JournalSourceTest::inner).named("made");
            f.resource(JournalSourceTest::first)
                    .closeWith(JournalSourceTest::closed)
                    .use(opened -> f.task(JournalSourceTest::next, opened).named("used"));
            Output<Approval> ask = f.approval("Go on?").named("ask");
            f.task(JournalSourceTest::close, chosen, ask).named("end");
        });
    }

    @Test
    void aJournalIsToldEveryChangeOfEveryConstruct() throws InterruptedException {
        HeardJournal heard = new HeardJournal();
        heard.acknowledgeAll();
        FlowRun run = start(
                        everything(),
                        heard,
                        RunOptions.DEFAULT
                                .recorded(false)
                                .checkpointing(true)
                                .results(ResultStores.files(directory))
                                .executor(TaskExecutors.threads(4)))
                .await();
        assertThat(run.state().name()).isEqualTo("Paused");
        run.answer("ask", new Approval(true, "", "ada"), "ada");
        run.await();
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(heard.rests()).endsWith("over").contains("waits");
        assertHistories(run, heard);
        assertThat(heard.entries())
                .extracting(entry -> entry.kind() + " " + name(run, entry.node()))
                .contains("stored one", "stored mapped", "failed retried", "turned looped", "artifact retried")
                .contains("began sub", "began fan", "began made", "answered ask");
    }

    private static String name(FlowRun run, int node) {
        return node < 0 ? "" : run.flow().graph().node(node).name();
    }

    /** Each change goes on from the one before, and all of them together are the histories that the run itself tells. */
    private static void assertHistories(FlowRun run, HeardJournal heard) {
        Map<List<Integer>, List<String>> told = new HashMap<>();
        Map<List<Integer>, State> last = new HashMap<>();
        for (HeardJournal.Entry entry : heard.entries()) {
            if (entry.kind().equals("state")) {
                List<Integer> place = List.of(entry.node(), entry.child());
                assertThat(entry.from()).isEqualTo(last.getOrDefault(place, State.Pending.NOW));
                last.put(place, entry.to());
                told.computeIfAbsent(place, key -> new ArrayList<>(List.of("Pending")))
                        .add(entry.text());
            }
        }
        assertThat(told.get(List.of(-1, -1))).isEqualTo(names(run.history()));
        for (GraphNode node : run.flow().graph().nodes()) {
            assertThat(told.get(List.of(node.index(), -1)))
                    .as(node.name())
                    .isEqualTo(names(run.task(node.name()).history()));
            List<TaskOutcome> children = run.task(node.name()).children();
            for (int child = 0; child < children.size(); child++) {
                assertThat(told.get(List.of(node.index(), child)))
                        .isEqualTo(names(children.get(child).history()));
            }
        }
    }

    private static List<String> names(List<RunView.Entry> history) {
        return history.stream().map(entry -> entry.state().name()).toList();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void noBodyBeginsBeforeWhatItsUpstreamsPublishedIsAcknowledged(TaskExecutor executor)
            throws InterruptedException, ExecutionException {
        Flow flow = Flow.define("late", f -> {
            Output<Integer> last = f.task(JournalSourceTest::first).named("first");
            for (int i = 0; i < LENGTH; i++) {
                last = f.task(JournalSourceTest::next, last).named("next " + i);
            }
            Output<List<Integer>> mapped = f.map(
                            JournalSourceTest::next,
                            each(f.task(JournalSourceTest::list, last).named("list")))
                    .named("mapped");
            Output<List<Integer>> again =
                    f.map(JournalSourceTest::next, each(mapped)).named("again");
            f.task(JournalSourceTest::sum, again).named("sum");
        });
        HeardJournal heard = new HeardJournal();
        journal = heard;
        BEGUN.clear();
        FutureTask<FlowRun> running = new FutureTask<>(
                () -> start(flow, heard, RunOptions.DEFAULT.executor(executor)).await());
        Thread.ofPlatform().start(running);
        while (heard.awaitPublished()) {
            Thread.yield(); // lets workers run into the gate, or past it
            heard.acknowledge();
        }
        FlowRun run = running.get();
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(BEGUN).hasSize(LENGTH + 3 + 2 * WIDTH);
        assertBegunAfterUpstreams(run, heard.entries());
    }

    private static List<Integer> thousand() {
        return IntStream.range(0, 1_000).boxed().toList();
    }

    @Test
    void shortTasksThatWaitForAcknowledgementsDoNotTakeOneForEachSlotful() throws Exception {
        Flow flow = Flow.define("wide", f -> {
            Output<Integer> first = f.task(JournalSourceTest::first).named("first");
            for (int i = 0; i < 1_000; i++) {
                f.task(JournalSourceTest::next, first).named("next " + i);
            }
        });
        assertThat(acknowledgements(flow)).as("250 if nothing is chosen ahead").isLessThan(150);
    }

    @Test
    void childrenOfOneListWaitForNothingThatTheirSiblingsTell() throws Exception {
        Flow flow = Flow.define(
                "mapped",
                f -> f.map(
                                JournalSourceTest::next,
                                each(f.task(JournalSourceTest::thousand).named("thousand")))
                        .named("mapped"));
        // of the list and of the mapping; one more for each time that the run was caught while it told of them
        assertThat(acknowledgements(flow))
                .as("some 250 if they wait for each other")
                .isLessThan(10);
    }

    /** How often a run on four threads stood still until what it had told was acknowledged. */
    private int acknowledgements(Flow flow) throws Exception {
        HeardJournal heard = new HeardJournal();
        journal = heard;
        FutureTask<FlowRun> running =
                new FutureTask<>(() -> start(flow, heard, RunOptions.DEFAULT.executor(TaskExecutors.threads(4)))
                        .await());
        Thread.ofPlatform().start(running);
        int acknowledged = 0;
        while (heard.awaitStandstill()) {
            acknowledged += heard.acknowledge() ? 1 : 0;
        }
        assertThat(running.get().state().name()).isEqualTo("Success");
        return acknowledged;
    }

    private static void assertBegunAfterUpstreams(FlowRun run, List<HeardJournal.Entry> entries) {
        Map<List<Integer>, Long> ended = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            HeardJournal.Entry entry = entries.get(i);
            if (entry.to().isFinished()) {
                ended.put(List.of(entry.node(), entry.child()), i + 1L);
            }
        }
        for (Begun begun : BEGUN) {
            GraphNode node = run.flow().graph().node(begun.task()).orElseThrow();
            var edges = run.flow().graph().edges();
            for (int e = edges.upFrom(node.index()); e < edges.upFrom(node.index() + 1); e++) {
                boolean each = begun.task().equals("again");
                assertThat(begun.safe())
                        .as("%s[%s]", begun.task(), begun.child())
                        .isGreaterThanOrEqualTo(ended.get(List.of(edges.up(e), each ? begun.child() : -1)));
            }
        }
    }

    @Test
    void aTaskThatWaitsForAnAcknowledgementCanBeCancelled() throws InterruptedException {
        Flow flow = Flow.define(
                "stuck",
                f -> f.task(
                                JournalSourceTest::next,
                                f.task(JournalSourceTest::first).named("a"))
                        .named("b"));
        HeardJournal heard = new HeardJournal();
        journal = heard;
        BEGUN.clear();
        FlowRun run = start(flow, heard, RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
        heard.awaitWaiting(1);
        run.cancel("enough");
        run.await();
        assertThat(run.state().name()).isEqualTo("Cancelled");
        assertThat(BEGUN).isEmpty();
    }

    @Test
    void aRunInTheCallersThreadThatWaitsForAnAcknowledgementIsCancelledByAnInterrupt() throws Exception {
        Flow flow = Flow.define("stuck", f -> f.task(JournalSourceTest::first).named("a"));
        HeardJournal heard = new HeardJournal();
        journal = heard;
        BEGUN.clear();
        CountDownLatch flagged = new CountDownLatch(1);
        FutureTask<FlowRun> running = new FutureTask<>(() -> {
            FlowRun run = start(flow, heard, RunOptions.DEFAULT.executor(TaskExecutors.inThread()))
                    .await();
            if (Thread.currentThread().isInterrupted()) {
                flagged.countDown();
            }
            return run;
        });
        Thread thread = Thread.ofPlatform().start(running);
        heard.awaitWaiting(1);
        thread.interrupt();
        assertThat(running.get().state().name()).isEqualTo("Cancelled");
        flagged.await();
        assertThat(BEGUN).isEmpty();
    }

    @Test
    void aRunWithARecordTellsBoth() throws InterruptedException {
        HeardJournal heard = new HeardJournal();
        heard.acknowledgeAll();
        Flow flow = Flow.define("both", f -> f.task(JournalSourceTest::first).named("a"));
        FlowRun run =
                start(flow, heard, RunOptions.DEFAULT.recordsIn(directory)).await();
        assertHistories(run, heard);
        assertThat(dev.reeve.engine.record.Records.in(directory).has(run.id())).isTrue();
        assertThat(heard.rests()).containsExactly("over");
    }
}
