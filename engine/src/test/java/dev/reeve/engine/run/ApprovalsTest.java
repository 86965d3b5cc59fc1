package dev.reeve.engine.run;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.spi.SettableTime;
import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that wait for a person, and what the person answers. */
final class ApprovalsTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    record Budget(int euros, String reason) {}

    private static Output<String> asked(FlowBuilder f) {
        Output<Integer> total = f.task(Samples::number, value(12));
        Output<Approval> approval = f.approval("Publish?").showing(total);
        return f.branch(
                approval.get(Approval::approved),
                () -> f.task(Samples::show, approval.get(Approval::by)).named("publish"),
                () -> f.task(Samples::show, approval.get(Approval::comment)).named("reject"));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatAPersonAnswersDecidesHowItGoesOn(TaskExecutor executor) throws InterruptedException {
        ResultFlow<String> flow = Flow.returning("publish", ApprovalsTest::asked);
        var yes = flow.run(RunOptions.DEFAULT.executor(executor));
        assertThat(yes.state().name()).isEqualTo("Paused");
        assertThat(yes.task("approval").state().message()).contains("Publish? (12)");
        yes.answer("approval", new Approval(true, "", "ada"), "ada");
        yes.await();
        assertThat(yes.result()).isEqualTo("saw ada");
        var no = flow.run(RunOptions.DEFAULT.executor(executor));
        no.answer("approval", new Approval(false, "too early", "ada"), "ada");
        no.await();
        assertThat(no.result()).isEqualTo("saw too early");
    }

    @Test
    void lettingAnApprovalGoOnApprovesIt() throws InterruptedException {
        var run = Flow.<String>returning("publish", ApprovalsTest::asked).run();
        run.resume("approval", "bob");
        run.await();
        assertThat(run.result()).isEqualTo("saw bob");
    }

    private static int euros(Budget budget) {
        return budget.euros();
    }

    @Test
    void aRecordIsAskedForAndAnotherTypeIsRefused() throws InterruptedException {
        ResultFlow<Integer> flow = Flow.returning(
                "budget",
                f -> f.task(
                        ApprovalsTest::euros,
                        f.approval("How much?", Budget.class).named("ask")));
        var run = flow.run();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.answer("ask", 7))
                .withMessageContaining("asks for a Budget, not a Integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.resume("ask"))
                .withMessageContaining("asks for a Budget, not no answer at all");
        run.answer("ask", new Budget(3, "why not"));
        run.await();
        assertThat(run.result()).isEqualTo(3);
    }

    @Test
    void whoIsToAnswerIsSaidBesideTheQuestion() throws InterruptedException {
        FlowRun run = Flow.define(
                        "roles", f -> f.approval("Publish?").showing(value(12)).by("finance", "head of\nsales"))
                .run();
        assertThat(run.task("approval").state().message())
                .isEqualTo("Publish? (12) [to be answered by finance or head of sales]");
        run.answer("approval", new Approval(true, "", "ada"), "ada"); // in a process of their own, people are trusted
        run.await();
        assertThat(run.task("approval").value()).isEqualTo(new Approval(true, "", "ada"));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anApprovalThatNobodyAnswersTimesOutAndMeanwhileTheRunIsPaused(TaskExecutor executor)
            throws InterruptedException {
        SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
        List<String> after = new CopyOnWriteArrayList<>();
        FlowRun run = Flow.define(
                        "late",
                        f -> f.action(() -> after.add("told"))
                                .named("tell")
                                .after(f.approval("Go on?").timeout(Duration.ofHours(2)))
                                .trigger(Trigger.ANY_FAILED))
                .run(RunOptions.DEFAULT.time(time).executor(executor));
        assertThat(run.state().name()).isEqualTo("Paused");
        assertThat(run.state().message()).contains("waits for a person: approval");
        time.advance(Duration.ofHours(1));
        assertThat(run.await().state().name()).isEqualTo("Paused");
        assertThat(after).isEmpty();
        time.advance(Duration.ofHours(1));
        run.await();
        assertThat(run.task("approval").state().name()).isEqualTo("TimedOut");
        assertThat(run.task("tell").state().name()).isEqualTo("Success");
        assertThat(after).containsExactly("told");
        assertThat(run.history().stream().map(entry -> entry.state().name()))
                .containsSubsequence("Running", "Paused", "Running");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anAnswerInTimeIsTakenAndTheLimitSaysNothingMore(TaskExecutor executor) throws InterruptedException {
        SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
        ResultFlow<String> flow = Flow.returning(
                "early",
                f -> f.task(
                        Samples::show,
                        f.approval("Go on?").timeout(Duration.ofHours(2)).named("ask")));
        var run = flow.run(RunOptions.DEFAULT.time(time).executor(executor));
        run.answer("ask", new Approval(true, "", "ada"), "ada");
        run.await();
        assertThat(run.result()).contains("ada");
        time.advance(Duration.ofHours(3));
        assertThat(run.task("ask").state().name()).isEqualTo("Success");
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theLimitOfAnApprovalInAFlowInsideHoldsToo(TaskExecutor executor) throws InterruptedException {
        SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
        Flow inner = Flow.define("inner", f -> f.approval("Go on?").timeout(Duration.ofHours(2)));
        FlowRun run = Flow.define(
                        "outer",
                        f -> f.action(() -> {})
                                .named("tell")
                                .after(f.subflow(inner))
                                .trigger(Trigger.ANY_FAILED))
                .run(RunOptions.DEFAULT.time(time).executor(executor));
        assertThat(run.state().name()).isEqualTo("Paused");
        time.advance(Duration.ofHours(2));
        while (!run.state().isFinished()) {
            run.await(); // the inner run goes on first
        }
        assertThat(run.task("inner").state().name()).isEqualTo("Failed");
        assertThat(run.task("tell").state().name()).isEqualTo("Success");
    }

    private static String greeted(String name) {
        return name + " by " + TaskRun.current().answer(String.class).orElse("nobody");
    }

    @Test
    void aTaskWithAManualTriggerReadsTheAnswer() throws InterruptedException {
        var run = Flow.<String>returning(
                        "manual",
                        f -> f.task(ApprovalsTest::greeted, value("greeted")).trigger(Trigger.MANUAL))
                .run();
        run.answer("greeted", "ada");
        run.await();
        assertThat(run.result()).isEqualTo("greeted by ada");
    }
}
