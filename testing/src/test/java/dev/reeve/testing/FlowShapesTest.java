package dev.reeve.testing;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.taskRun;
import static dev.reeve.Inputs.value;
import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import dev.reeve.Secret;
import dev.reeve.Task;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The test kit with all that flows are made of. */
class FlowShapesTest {
    static int twice(int number) {
        return 2 * number;
    }

    static String approved(Approval approval) {
        return approval.approved() ? "yes" : "no";
    }

    static Loop<Integer, String> down(Integer number) {
        return number == 0 ? Loop.done("zero") : Loop.again(number - 1);
    }

    static String withContext(TaskRun run, Secret token) {
        run.logger().info("token {}", token);
        return run.taskName() + token.reveal();
    }

    @Task(cacheFor = "P1D")
    static String cached(String day) {
        return "made for " + day;
    }

    private static ResultFlow<Integer> inner() {
        return Flow.returning("inner", f -> {
            Parameter<Integer> number = f.parameter("number", 1);
            return f.task(FlowShapesTest::twice, number);
        });
    }

    @Test
    void aTaskOfASubflowIsReplacedByItsFunctionAndByItsPath() {
        Flow flow = Flow.define("outer", f -> f.subflow(inner()).named("load"));

        TestRun typed = FlowTester.of(flow)
                .replace(FlowShapesTest::twice, number -> 70 + number)
                .run();
        TestRun named = FlowTester.of(flow).replace("load/twice", call -> 80).run();

        assertThat(typed).task("load").hasResult(71);
        assertThat(typed.calls("load/twice"))
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).containsExactly(1));
        assertThat(named).task("load").hasResult(80);
        assertThatThrownBy(() -> FlowTester.of(flow).replace("load", call -> 1))
                .hasMessageContaining("has no function of its own")
                .hasMessageContaining("\"load/..\"");
        assertThatThrownBy(() -> typed.task("load/twice")).hasMessageContaining("calls(\"load/twice\")");
    }

    @Test
    void aTaskInABlockThatIsRunForEachElementIsReplaced() {
        Flow flow = Flow.define(
                "blocks",
                f -> f.fanOut(value(List.of(1, 2)), number -> f.task(FlowShapesTest::twice, number))
                        .named("each"));

        TestRun run = FlowTester.of(flow)
                .replace(FlowShapesTest::twice, number -> -number)
                .run();

        assertThat(run).succeeded().task("each").hasResult(List.of(-1, -2));
    }

    @Test
    void anApprovalIsAnsweredBeforehandOrLater() {
        Flow flow = Flow.define("ask", f -> {
            Output<Approval> asked = f.approval("Publish?").named("ask");
            f.task(FlowShapesTest::approved, asked);
        });

        assertThat(FlowTester.of(flow)
                        .answering("ask", new Approval(false, "", "me"))
                        .run())
                .succeeded()
                .task("approved")
                .hasResult("no");

        TestRun later = FlowTester.of(flow).run();
        assertThat(later).waits().task("ask").waits();
        assertThat(later.answer("ask", new Approval(true, "", "me")))
                .succeeded()
                .task("approved")
                .hasResult("yes");
    }

    @Test
    void anAnswerIsGivenBeforeTheTimeForItIsUpAndWithoutOneItIs() {
        Flow flow = Flow.define("ask", f -> {
            Output<Approval> asked =
                    f.approval("Publish?").timeout(Duration.ofDays(2)).named("ask");
            f.task(FlowShapesTest::approved, asked);
        });

        assertThat(FlowTester.of(flow)
                        .answering("ask", new Approval(true, "", "me"))
                        .run())
                .succeeded()
                .took(Duration.ZERO);
        TestRun unanswered = FlowTester.of(flow).run();
        assertThat(unanswered).waits();
        assertThat(unanswered.advance(Duration.ofDays(2)).finish())
                .failed()
                .took(Duration.ofDays(2))
                .task("ask")
                .timedOut();
    }

    @Test
    void aLoopIsCalledOnceForEachTurn() {
        Flow flow = Flow.define("loop", f -> f.loop(FlowShapesTest::down, value(3)));

        assertThat(FlowTester.of(flow).run())
                .succeeded()
                .task("down")
                .hasResult("zero")
                .wasCalled(4);
    }

    @Test
    void contextAndSecretsThatAreInputsAreGivenAndTheSecretIsNotSeen() {
        Flow flow = Flow.define("context", f -> f.task(FlowShapesTest::withContext, taskRun(), secret("token")));

        TestRun run = FlowTester.of(flow).secret("token", "s3cret").run();

        assertThat(run)
                .succeeded()
                .neverLogged("s3cret")
                .task("with_context")
                .hasResult("with_contexts3cret")
                .logged(org.slf4j.event.Level.INFO, "token ***");
        assertThat(run.calls().toString()).contains("***");
        assertThat(FlowTester.of(flow).run()).failed().task("with_context").says("token");
    }

    @Test
    void aSecondRunInATestbedFindsWhatTheFirstStoredUntilItIsTooOld() {
        Flow flow = Flow.define("cache", f -> f.task(FlowShapesTest::cached, value("monday")));
        Testbed testbed = Testbed.create();

        assertThat(testbed.of(flow).run()).task("cached").wasCalled(1);
        assertThat(testbed.of(flow).run()).task("cached").wasCached().wasNotCalled();
        testbed.advance(Duration.ofHours(25));
        assertThat(testbed.of(flow).run()).task("cached").hasState("Success");
    }

    @Test
    void aRunStartsWhereTheTestSaysAndTimeOnlyGoesOn() {
        Flow flow = Flow.define("time", f -> f.task(FlowShapesTest::twice, value(1)));
        Testbed testbed = Testbed.create();

        TestRun run = testbed.of(flow)
                .startingAt("2026-03-01T12:00:00Z")
                .taking("twice", Duration.ofMinutes(2))
                .run();

        assertThat(run).task("twice").took(Duration.ofMinutes(2)).endedAt(Instant.parse("2026-03-01T12:02:00Z"));
        assertThatThrownBy(() ->
                        testbed.of(flow).startingAt("2026-01-01T12:00:00Z").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stands at 2026-03-01T12:02:00Z already");
    }

    @Test
    void aRunOnManyThreadsIsInVirtualTimeToo() {
        Flow flow = Flow.define(
                "many",
                f -> f.map(FlowShapesTest::twice, each(value(List.of(1, 2, 3, 4, 5, 6))))
                        .retries(3, Duration.ofHours(1)));

        TestRun run = FlowTester.of(flow)
                .on(TaskExecutors.threads(4))
                .failing("twice", 3, () -> new IllegalStateException("busy"))
                .run();

        assertThat(run).succeeded().took(Duration.ofHours(3)).task("twice").wasCalled(24);
    }

    @Test
    void ratesAndDeadlinesTakeTheTimeOfTheTestbed() {
        Flow rated = Flow.define(
                "rated",
                f -> f.map(FlowShapesTest::twice, each(value(List.of(1, 2, 3)))).rateLimit(1, Duration.ofMinutes(10)));
        Flow late =
                Flow.define("late", f -> f.task(FlowShapesTest::twice, value(1)).retries(9, Duration.ofHours(1)));

        assertThat(FlowTester.of(rated).run()).succeeded().took(Duration.ofMinutes(20));
        assertThat(FlowTester.of(rated).on(TaskExecutors.threads(4)).run())
                .succeeded()
                .took(Duration.ofMinutes(20));
        assertThat(FlowTester.of(late)
                        .failing("twice", 9, () -> new IllegalStateException("busy"))
                        .options(asked -> asked.deadline(Duration.ofMinutes(150)))
                        .run())
                .timedOut()
                .took(Duration.ofMinutes(150))
                .task("twice")
                .attempts(3);
    }

    @Test
    void aRunIsCancelledWhileItWaits() {
        Flow flow = Flow.define(
                "cancelled", f -> f.task(FlowShapesTest::twice, value(1)).retries(3, Duration.ofHours(1)));
        TestRun run = FlowTester.of(flow)
                .failing("twice", 3, () -> new IllegalStateException("busy"))
                .start();

        run.advance(Duration.ofMinutes(90)).cancel("enough");

        assertThat(run).wasCancelled().task("twice").wasCancelled().attempts(2);
    }

    @Test
    void configurationOfThisMachineIsNotLookedAt() {
        List<String> names = new ArrayList<>();
        Flow flow = Flow.define("config", f -> f.task(FlowShapesTest::twice, value(1)));
        System.setProperty("reeve.executor.kind", "nonsense");
        try {
            names.add(FlowTester.of(flow).run().state().name());
        } finally {
            System.clearProperty("reeve.executor.kind");
        }
        assertThat(names).containsExactly("Success");
    }
}
