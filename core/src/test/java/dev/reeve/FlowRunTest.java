package dev.reeve;

import static dev.reeve.Inputs.all;
import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a run tells about itself, over a run that a test writes down. */
class FlowRunTest {
    static String fetchPage(String url) {
        return url;
    }

    private final List<Output<?>> outputs = new ArrayList<>();
    private final Flow flow = Flow.define("daily", f -> {
        Parameter<String> url = f.parameter("url", "u");
        TaskNode<String> fetch = f.task(FlowRunTest::fetchPage, url);
        TaskNode<List<String>> mapped =
                f.map(FlowRunTest::fetchPage, each(List.of("a", "b"))).named("mapped");
        ActionNode action = f.action(FlowRunTest::fetchPage, fetch).named("act");
        outputs.addAll(
                List.of(url, fetch, mapped, fetch.get(String::length), all(fetch, value("z")), fetch.is("page")));
        action.after(mapped);
    });
    private final RecordedRun recorded = new RecordedRun();
    private final FlowRun run = flow.start(RunOptions.DEFAULT, recorded);

    @Test
    void aRunTellsWhoItIsAndHowItStands() {
        assertThat(run.state()).isEqualTo(State.Pending.NOW);
        assertThat(run.startedAt()).isEmpty();

        recorded.was(-1, -1, State.Pending.NOW, 1)
                .was(-1, -1, State.Running.FIRST, 2)
                .was(-1, -1, State.Success.PLAIN, 5);

        assertThat(run.id()).isEqualTo("run-1");
        assertThat(run.name()).isEqualTo("brisk-otter");
        assertThat(run.flow()).isSameAs(flow);
        assertThat(run.parameters()).containsEntry("url", "u");
        assertThat(run.state()).isEqualTo(State.Success.PLAIN);
        assertThat(run.history()).hasSize(3);
        assertThat(run.startedAt()).contains(Instant.ofEpochSecond(2));
        assertThat(run.endedAt()).contains(Instant.ofEpochSecond(5));
        assertThat(run.duration()).contains(Duration.ofSeconds(3));
        assertThat(run).hasToString("daily run-1: Success");
    }

    @Test
    void aTaskTellsItsAttemptsTimesAndError() {
        Failure failure = Failure.because("no network");
        recorded.was(0, -1, State.Running.FIRST, 2)
                .was(0, -1, new State.Retrying(new Tries(2, 1), Instant.ofEpochSecond(3), "x"), 3)
                .was(0, -1, new State.Running(new Tries(2, 1)), 4)
                .was(0, -1, new State.Failed(failure, 2), 6);

        TaskOutcome task = run.task("fetchPage");

        assertThat(task.name()).isEqualTo("fetch_page");
        assertThat(task.mapIndex()).isEqualTo(-1);
        assertThat(task.attempts()).isEqualTo(2);
        assertThat(task.startedAt()).contains(Instant.ofEpochSecond(2));
        assertThat(task.duration()).contains(Duration.ofSeconds(4));
        assertThat(task.error()).contains(failure);
        assertThat(task.hasValue()).isFalse();
        assertThat(task.children()).isEmpty();
        assertThat(task).hasToString("fetch_page: Failed: no network (after 2 attempts)");
    }

    @Test
    void everyKindOfFailureHasAnError() {
        recorded.was(0, -1, new State.TriggerFailed("trigger all_successful: 1 of 1 upstream task failed"), 1)
                .was(2, -1, new State.Cancelled("asked"), 1);

        assertThat(run.task("fetch_page").error())
                .get()
                .extracting(Failure::message)
                .asString()
                .contains("all_successful");
        assertThat(run.task("act").error()).isEmpty();
    }

    @Test
    void aMappedTaskHasChildren() {
        assertThat(run.task("mapped").children()).isEmpty();

        recorded.mapped(1, 2)
                .was(1, 1, State.Success.PLAIN, 3)
                .yielded(1, 1, "b")
                .yielded(1, -1, List.of("a", "b"));

        List<TaskOutcome> children = run.task("mapped").children();
        assertThat(children).extracting(TaskOutcome::mapIndex).containsExactly(0, 1);
        assertThat(children.get(1).value()).isEqualTo("b");
        assertThat(children.get(1)).hasToString("mapped[1]: Success");
        assertThat(children.get(1).children()).isEmpty();
    }

    @Test
    void tasksStandInTheOrderOfDefinition() {
        assertThat(run.tasks()).extracting(TaskOutcome::name).containsExactly("fetch_page", "mapped", "act");
    }

    @Test
    void anUnknownTaskIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> run.task("fetsch"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("has no task \"fetsch\". Its tasks: fetch_page, mapped, act");
    }

    @Test
    void outputsHaveTheirValuesInTheRun() {
        recorded.was(0, -1, State.Success.PLAIN, 1).yielded(0, -1, "page").yielded(1, -1, List.of("a", "b"));

        assertThat(outputs.stream().<Object>map(run::result))
                .containsExactly("u", "page", List.of("a", "b"), 4, List.of("page", "z"), true);
        assertThat(run.task((Node) outputs.get(1)).name()).isEqualTo("fetch_page");
        assertThatThrownBy(() -> run.task((Node) outputs.get(0))).hasMessageContaining("no task but a parameter");
        assertThatThrownBy(() -> run.task((Node) outputs.get(3))).hasMessageContaining("is no task");
        assertThatThrownBy(() -> run.result(secret("x"))).hasMessageContaining("only inside a task");
    }

    @Test
    void aValueThatIsGoneOrNeverWasSaysWhy() {
        recorded.was(0, -1, State.Success.PLAIN, 1).was(1, -1, new State.Skipped("nothing to do"), 1);

        assertThatThrownBy(() -> run.task("fetch_page").value())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"fetch_page\" was let go after its last use")
                .hasMessageContaining(".keep()");
        assertThatThrownBy(() -> run.result(outputs.get(2)))
                .hasMessageContaining("\"mapped\" has no value: it is Skipped: nothing to do");
        assertThatThrownBy(() -> run.task("act").value()).hasMessageContaining("yields no value");
    }

    @Test
    void anOutputOfAnotherFlowIsRefused() {
        List<Output<?>> foreign = new ArrayList<>();
        Flow.define("other", f -> foreign.add(f.task(FlowRunTest::fetchPage, value("x"))));

        assertThatThrownBy(() -> run.result(foreign.getFirst()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to flow \"other\", and this is a run of flow \"daily\"");
    }

    @Test
    void waitingCancellingAndResumingReachTheEngine() throws Exception {
        run.resume("fetchPage", "ann");
        AtomicReference<FlowRun> completed = new AtomicReference<>();
        run.completion().thenAccept(completed::set);
        assertThat(completed).hasValue(null);

        run.cancel("enough");

        assertThat(completed).hasValue(run);
        assertThat(run.await()).isSameAs(run);
        assertThat(recorded.calls).containsExactly("resume fetch_page by ann", "cancel: enough");
    }

    @Test
    void interruptingTheCallerCancelsTheRunAndKeepsTheFlag() throws Exception {
        AtomicBoolean flag = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            run.awaitOrCancel();
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        caller.interrupt();
        caller.join();

        assertThat(flag).isTrue();
        assertThat(run.state()).isInstanceOf(State.Cancelled.class);
        assertThat(recorded.calls).hasSize(1).first().asString().contains("interrupted");
    }

    @Test
    void aFlowThatYieldsSomethingGivesItTyped() {
        ResultFlow<String> yielding = Flow.returning("r", f -> f.task(FlowRunTest::fetchPage, value("x")));
        RecordedRun empty = new RecordedRun();
        ResultRun<String> failed = yielding.start(RunOptions.DEFAULT, empty);
        empty.was(-1, -1, new State.Failed(Failure.because("1 task failed"), 1), 1);

        assertThatThrownBy(failed::result).hasMessageContaining("has no result: it is Failed: 1 task failed");
        String result = yielding.start(RunOptions.DEFAULT, new RecordedRun().yielded("page"))
                .result();
        assertThat(result).isEqualTo("page");
    }
}
