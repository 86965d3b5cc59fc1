package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.CacheKey;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskNode;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A result that was made of one answer of a person never stands for one of another answer. */
final class AnsweredInputsTest {
    private static final AtomicInteger CALLS = new AtomicInteger();

    /** How a task's result is found again. */
    private record Kept(String name, Consumer<TaskNode<?>> how) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Kept> kept() {
        return List.of(
                new Kept("cache", node -> node.cacheFor(Duration.ofDays(1))),
                new Kept(
                        "cache that flows share",
                        node -> node.cacheFor(Duration.ofDays(1)).sharedCache("answers")),
                new Kept(
                        "cache by chosen inputs",
                        node -> node.cacheFor(Duration.ofDays(1)).cachedBy(CacheKey.inputs("input"))),
                new Kept("target", node -> node.target("kept/{task_name}")));
    }

    private static final Approval YES = new Approval(true, "", "ada");
    private static final Approval NO = new Approval(false, "", "ada");

    private final ResultStore store = ResultStores.memory();
    private TaskExecutor executor = TaskExecutors.threads(2);

    @BeforeEach
    void begin() {
        CALLS.set(0);
    }

    static String told(Object input) {
        CALLS.incrementAndGet();
        return "made of " + input;
    }

    static String approved(Approval approval) {
        return approval.approved() ? "yes" : "no";
    }

    static String asks(int input) {
        return input + TaskRun.current().answer(String.class).orElseThrow(() -> Signal.pause("Which?"));
    }

    static String mayAsk(int input) {
        return input + TaskRun.current().answer(String.class).orElse("");
    }

    /** What cannot be told by what is in it. */
    record Handle(Thread thread) {}

    static String asksForAHandle(int n) {
        TaskRun.current().answer(Handle.class).orElseThrow(() -> Signal.pause("Which?"));
        return "handle " + n;
    }

    static Loop<Integer, String> asksInTurn(int turn) {
        String answer = TaskRun.current().answer(String.class).orElse("");
        if (turn == 1 && answer.isEmpty()) {
            throw Signal.pause("Which?");
        }
        return turn == 2 ? Loop.done("loop " + answer) : Loop.again(turn + 1);
    }

    private RunOptions options() {
        return RunOptions.DEFAULT.results(store).executor(executor);
    }

    private FlowRun answered(Flow flow, String task, Object answer) {
        return answered(flow.run(options()), task, answer);
    }

    private static FlowRun answered(FlowRun run, String task, Object answer) {
        assertThat(run.state().name()).isEqualTo("Paused");
        run.answer(task, answer, "ada");
        await(run);
        assertThat(run.state().name()).isEqualTo("Success");
        return run;
    }

    private static void await(FlowRun run) {
        try {
            while (!run.state().isFinished()) {
                run.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String outcome(FlowRun run, String task) {
        return run.task(task).state().name() + ": " + run.task(task).value();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatAnApprovalSaidTellsItsConsumersResultsApart(Kept kept) {
        Flow flow = Flow.define("asked", f -> {
            Output<Approval> ask = f.approval("Go on?").named("ask");
            kept.how()
                    .accept(f.task(AnsweredInputsTest::told, ask.get(Approval::approved))
                            .keep());
        });
        assertThat(outcome(answered(flow, "ask", NO), "told")).isEqualTo("Success: made of false");
        assertThat(outcome(answered(flow, "ask", YES), "told")).isEqualTo("Success: made of true");
        assertThat(outcome(answered(flow, "ask", YES), "told")).isEqualTo("Cached: made of true");
    }

    @ParameterizedTest
    @MethodSource("kept")
    void soItDoesThoseOfTasksFurtherDown(Kept kept) {
        Flow flow = Flow.define("further", f -> {
            Output<String> said =
                    f.task(AnsweredInputsTest::approved, f.approval("Go on?").named("ask"));
            kept.how().accept(f.task(AnsweredInputsTest::told, said).keep());
        });
        assertThat(outcome(answered(flow, "ask", NO), "told")).isEqualTo("Success: made of no");
        assertThat(outcome(answered(flow, "ask", YES), "told")).isEqualTo("Success: made of yes");
        assertThat(outcome(answered(flow, "ask", NO), "told"))
                .startsWith(kept.name().equals("target") ? "Success" : "Cached"); // a target has one place
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatATaskWasToldThatPausedTellsItsConsumersResultsApart(Kept kept) {
        Flow flow = Flow.define("paused", f -> {
            Output<String> asks = f.task(AnsweredInputsTest::asks, value(1));
            kept.how().accept(f.task(AnsweredInputsTest::told, asks).keep());
        });
        assertThat(outcome(answered(flow, "asks", "a"), "told")).isEqualTo("Success: made of 1a");
        assertThat(outcome(answered(flow, "asks", "b"), "told")).isEqualTo("Success: made of 1b");
        assertThat(outcome(answered(flow, "asks", "b"), "told")).isEqualTo("Cached: made of 1b");
    }

    private static List<Kept> keptByAllInputs() {
        return kept().stream().filter(kept -> !kept.name().contains("chosen")).toList();
    }

    @ParameterizedTest
    @MethodSource("keptByAllInputs")
    void whatATaskMadeOfAnAnswerIsNotFoundForAnother(Kept kept) {
        Flow flow = Flow.define(
                "own",
                f -> kept.how()
                        .accept(f.task(AnsweredInputsTest::mayAsk, value(1))
                                .trigger(Trigger.MANUAL)
                                .keep()));
        assertThat(outcome(answered(flow, "may_ask", "a"), "may_ask")).isEqualTo("Success: 1a");
        assertThat(outcome(answered(flow, "may_ask", "b"), "may_ask")).isEqualTo("Success: 1b");
        assertThat(outcome(answered(flow, "may_ask", "b"), "may_ask")).isEqualTo("Cached: 1b");
    }

    @ParameterizedTest
    @MethodSource("keptByAllInputs")
    void aTaskThatPausesAsksAgainAndTakesWhatItMadeOfTheSameAnswer(Kept kept) {
        Flow flow = Flow.define(
                "asks",
                f -> kept.how()
                        .accept(f.task(AnsweredInputsTest::asks, value(1)).keep()));
        assertThat(outcome(answered(flow, "asks", "a"), "asks")).isEqualTo("Success: 1a");
        assertThat(outcome(answered(flow, "asks", "b"), "asks")).isEqualTo("Success: 1b");
        assertThat(outcome(answered(flow, "asks", "b"), "asks")).isEqualTo("Cached: 1b");
    }

    @Test
    void aMereGoAheadChangesNothing() {
        Flow flow = Flow.define(
                "let go",
                f -> f.task(AnsweredInputsTest::mayAsk, value(1))
                        .trigger(Trigger.MANUAL)
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        for (String state : List.of("Success", "Cached")) {
            FlowRun run = flow.run(options());
            run.resume("may_ask");
            await(run);
            assertThat(outcome(run, "may_ask")).isEqualTo(state + ": 1");
        }
    }

    @Test
    void anAnswerThatCannotBeToldByWhatIsInItIsLikeNoOther() {
        Flow flow = Flow.define(
                "handles",
                f -> f.task(AnsweredInputsTest::told, f.task(AnsweredInputsTest::asksForAHandle, value(1)))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        for (int i = 0; i < 2; i++) {
            Handle handle = new Handle(Thread.currentThread());
            assertThat(outcome(answered(flow, "asks_for_a_handle", handle), "told"))
                    .isEqualTo("Success: made of handle 1");
        }
    }

    @Test
    void aLoopIsMadeOfWhatItWasToldInAnyTurn() {
        Flow flow = Flow.define(
                "loop",
                f -> f.task(AnsweredInputsTest::told, f.loop(AnsweredInputsTest::asksInTurn, value(0)))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        assertThat(outcome(answered(flow, "asks_in_turn", "a"), "told")).isEqualTo("Success: made of loop a");
        assertThat(outcome(answered(flow, "asks_in_turn", "b"), "told")).isEqualTo("Success: made of loop b");
        assertThat(outcome(answered(flow, "asks_in_turn", "a"), "told")).isEqualTo("Cached: made of loop a");
    }

    @Test
    void childrenAreToldApartByWhatEachWasTold() {
        Flow flow = Flow.define("children", f -> {
            Output<List<String>> asked = f.map(AnsweredInputsTest::asks, each(value(List.of(1, 2))));
            f.map(AnsweredInputsTest::told, each(asked))
                    .cacheFor(Duration.ofDays(1))
                    .named("each")
                    .keep();
            f.task(AnsweredInputsTest::told, asked)
                    .cacheFor(Duration.ofDays(1))
                    .named("all")
                    .keep();
        });
        assertThat(children(flow, "a", "a")).isEqualTo("[Success, Success] Success: made of [1a, 2a]");
        assertThat(children(flow, "a", "b")).isEqualTo("[Cached, Success] Success: made of [1a, 2b]");
        assertThat(children(flow, "a", "b")).isEqualTo("[Cached, Cached] Cached: made of [1a, 2b]");
    }

    private String children(Flow flow, String... answers) {
        FlowRun run = flow.run(options());
        for (int i = 0; i < answers.length; i++) {
            run.answer("asks[" + i + "]", answers[i], "ada");
        }
        await(run);
        return run.task("each").children().stream()
                        .map(child -> child.state().name())
                        .toList()
                + " " + outcome(run, "all");
    }

    private static ResultFlow<String> inner() {
        return Flow.returning(
                "inner",
                f -> f.task(AnsweredInputsTest::approved, f.approval("Go on?").named("ask")));
    }

    private static ResultFlow<String> made() {
        return inner();
    }

    @Test
    void whatWasAnsweredInASubFlowCountsForWhatComesAfterIt() {
        Flow flow = Flow.define(
                "outer",
                f -> f.task(AnsweredInputsTest::told, f.subflow(inner()))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        inside(flow, "inner/ask");
    }

    @Test
    void whatWasAnsweredInADynamicFlowCountsForWhatComesAfterIt() {
        Flow flow = Flow.define(
                "outer",
                f -> f.task(AnsweredInputsTest::told, f.dynamic(AnsweredInputsTest::made))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        inside(flow, "made/ask");
    }

    @Test
    void whatWasAnsweredInTheBlockOfOneElementCountsForThatElement() {
        Flow flow = Flow.define("blocks", f -> {
            Output<List<String>> blocks = f.fanOut(
                    value(List.of(1, 2)),
                    n -> f.task(AnsweredInputsTest::told, f.task(AnsweredInputsTest::asks, n))
                            .cacheFor(Duration.ofDays(1)));
            f.task(AnsweredInputsTest::told, blocks)
                    .named("all")
                    .cacheFor(Duration.ofDays(1))
                    .keep();
        });
        for (String second : List.of("a", "b", "a")) {
            FlowRun run = flow.run(options());
            run.answer("fan_out[0]/asks", "a", "ada");
            run.answer("fan_out[1]/asks", second, "ada");
            await(run);
            assertThat(run.task("all").value()).isEqualTo("made of [made of 1a, made of 2" + second + "]");
        }
        assertThat(CALLS).hasValue(5); // two elements and their list twice, but for the first element
    }

    private void inside(Flow flow, String path) {
        for (String expected : List.of("Success: made of no", "Success: made of yes", "Cached: made of no")) {
            FlowRun run = flow.run(options());
            run.answer(path, expected.endsWith("no") ? NO : YES, "ada");
            await(run);
            assertThat(outcome(run, "told")).isEqualTo(expected);
        }
    }

    @Test
    void theSameHoldsInTheCallersThread() {
        executor = TaskExecutors.inThread();
        whatAnApprovalSaidTellsItsConsumersResultsApart(kept().getFirst());
    }

    private RunOptions recorded(Path directory) {
        return options().recordsIn(directory.resolve("runs")).results(ResultStores.files(directory.resolve("results")));
    }

    @Test
    void soIsWhatWasAnsweredInAFlowRunThatIsKept(@TempDir Path directory) {
        RunOptions recorded = recorded(directory);
        Flow flow = Flow.define(
                "outer",
                f -> f.task(AnsweredInputsTest::told, f.subflow(inner()))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        FlowRun no = flow.run(recorded);
        no.answer("inner/ask", NO, "ada");
        await(no);
        FlowRun again = flow.run(recorded.resuming(Resumption.of(no.id()).from("told")));
        assertThat(outcome(again, "told")).isEqualTo("Cached: made of no");
        FlowRun third = flow.run(recorded.resuming(Resumption.of(no.id()).from("told")));
        assertThat(outcome(third, "told")).as("and by the next resume").isEqualTo("Cached: made of no");
    }

    @Test
    void aLoopThatGoesOnAfterAResumeIsStillMadeOfWhatItWasToldBefore(@TempDir Path directory) {
        RunOptions recorded = recorded(directory);
        Flow flow = Flow.define(
                "loop",
                f -> f.task(AnsweredInputsTest::told, f.loop(AnsweredInputsTest::toldOnce, value("")))
                        .cacheFor(Duration.ofDays(1))
                        .keep());
        for (String answer : List.of("a", "b")) {
            CALLS.set(0);
            FlowRun run = flow.run(recorded);
            run.answer("told_once", answer, "ada");
            await(run);
            assertThat(run.state().name()).isEqualTo("Failed");
            CALLS.set(1);
            FlowRun resumed = flow.resume(run.id(), recorded);
            assertThat(outcome(resumed, "told")).isEqualTo("Success: made of loop " + answer);
        }
    }

    /** Passes on what it was told, and then is broken until something was called. */
    static Loop<String, String> toldOnce(String before) {
        if (before.isEmpty()) {
            return Loop.again(TaskRun.current().answer(String.class).orElseThrow(() -> Signal.pause("Which?")));
        }
        if (CALLS.get() == 0) {
            throw new IllegalStateException("broken");
        }
        return Loop.done("loop " + before);
    }

    @Test
    void anApprovalThatIsKeptByAResumeIsStillWhatItsConsumersAreMadeOf(@TempDir Path directory) {
        RunOptions recorded = recorded(directory);
        Flow flow = Flow.define("resumed", f -> {
            Output<String> said =
                    f.task(AnsweredInputsTest::approved, f.approval("Go on?").named("ask"));
            f.task(AnsweredInputsTest::told, said)
                    .cacheFor(Duration.ofDays(1))
                    .version("1")
                    .keep();
        });
        FlowRun no = answered(flow.run(recorded), "ask", NO);
        FlowRun yes = answered(flow.run(recorded), "ask", YES);
        assertThat(outcome(yes, "told")).isEqualTo("Success: made of yes");
        FlowRun again = flow.run(recorded.resuming(Resumption.of(no.id()).from("told")));
        assertThat(outcome(again, "told")).isEqualTo("Cached: made of no");
        FlowRun otherwise = flow.run(recorded.resuming(Resumption.of(no.id()).from("ask")));
        answered(otherwise, "ask", YES);
        assertThat(outcome(otherwise, "told")).isEqualTo("Cached: made of yes");
    }
}
