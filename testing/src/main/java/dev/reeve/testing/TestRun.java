package dev.reeve.testing;

import dev.reeve.FlowRun;
import dev.reeve.TaskOutcome;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A run that a test made, and all that was seen of it. {@code assertThat(run)} of {@code
 * dev.reeve.testing.assertions.ReeveAssertions} says what it should have been. Used by the thread of the test.
 */
public final class TestRun {
    private final FlowRun run;
    private final FlowTester tester;
    private final Testbed testbed;
    private final Observations seen;

    TestRun(FlowRun run, FlowTester tester, Testbed testbed, Observations seen) {
        this.run = run;
        this.tester = tester;
        this.testbed = testbed;
        this.seen = seen;
    }

    /** The run itself. */
    public FlowRun flowRun() {
        return run;
    }

    /** Its state. */
    public State state() {
        return run.state();
    }

    /**
     * The task of that name, or a child of it as {@code fetch[3]}.
     *
     * @throws IllegalArgumentException if there is none; names those that are near
     */
    public TaskOutcome task(String name) {
        Label label = Label.of(name);
        String path = tester.tasks().path(label.task());
        if (path.indexOf('/') >= 0) {
            throw new IllegalArgumentException("task \"" + path + "\" is one of another flow run: ask task(\""
                    + path.substring(0, path.indexOf('/')) + "\").flowRun(), or calls(\"" + path + "\")");
        }
        TaskOutcome task = run.task(path);
        if (label.child() < 0) {
            return task;
        }
        List<TaskOutcome> children = task.children();
        if (label.child() >= children.size()) {
            throw new IllegalArgumentException(
                    "task \"" + path + "\" has " + children.size() + " children, so none is " + label.text());
        }
        return children.get(label.child());
    }

    /**
     * The result of a task, also if the run let it go after its last use: then it is what its function returned.
     *
     * @throws IllegalStateException if it has none; says why
     */
    public @Nullable Object result(String task) {
        TaskOutcome outcome = task(task);
        if (outcome.hasValue()) {
            return outcome.value();
        }
        boolean made = outcome.state() instanceof State.Success;
        return calls(task).stream()
                .filter(call -> made && call.returned())
                .reduce((earlier, later) -> later)
                .map(Call::result)
                .orElseGet(outcome::value);
    }

    /** All calls of functions and fakes, in the order in which they began. */
    public List<Call> calls() {
        return seen.calls();
    }

    /** The calls of one task's function, or of the fake in its place; of one child if it is named as {@code fetch[3]}. */
    public List<Call> calls(String task) {
        Label label = Label.of(task);
        String path = tester.tasks().path(label.task());
        Predicate<Call> wanted =
                call -> call.task().equals(path) && (label.child() < 0 || call.mapIndex() == label.child());
        return seen.calls().stream().filter(wanted).toList();
    }

    /** All lines that its tasks logged with {@code TaskRun.logger()}, in order, whatever their level. */
    public List<LogLine> log() {
        return seen.lines();
    }

    /** The lines that one task logged; one child if it is named as {@code fetch[3]}. */
    public List<LogLine> log(String task) {
        Label label = Label.of(task);
        String path = tester.tasks().path(label.task());
        return seen.lines().stream()
                .filter(line -> line.task().equals(path) && (label.child() < 0 || line.mapIndex() == label.child()))
                .toList();
    }

    /** All changes of states, in order, those of flow runs inside of it included. */
    public List<StateChange> changes() {
        return seen.changes();
    }

    /** The names of the states that a task was in, oldest first. */
    public List<String> history(String task) {
        return task(task).history().stream()
                .map(RunView.Entry::state)
                .map(State::name)
                .toList();
    }

    /** Where the clock of its testbed stands. */
    public Instant now() {
        return testbed.time().now();
    }

    /** Moves the clock on by so much; what is due by then happens, each at its time. Returns when all waits again. */
    public TestRun advance(Duration by) {
        testbed.advance(by);
        return this;
    }

    /** Lets time go on by itself until the run ended, or waits for a person. */
    public TestRun finish() {
        testbed.settle(run, tester);
        return this;
    }

    /** Answers a task that waits for a person, and goes on until the run ended, or waits for another. */
    public TestRun answer(String task, @Nullable Object answer) {
        run.answer(task, answer, Testbed.PERSON);
        return finish();
    }

    /** Lets a task go on that waits for a person, and goes on until the run ended, or waits for another. */
    public TestRun resume(String task) {
        run.resume(task, Testbed.PERSON);
        return finish();
    }

    /** Asks the run to stop, and waits until it did. */
    public TestRun cancel(String reason) {
        run.cancel(reason);
        return finish();
    }

    /**
     * In which ways another run of the same flow did not come to the same: states, results, artifacts. Empty if in none.
     * Results of tasks that {@linkplain FlowTester#mayDiffer may differ} are not compared.
     */
    public List<String> differences(TestRun other) {
        return Snapshot.of(this).differences(Snapshot.of(other), tester.varying());
    }

    Observations seen() {
        return seen;
    }

    FlowTester tester() {
        return tester;
    }

    @Override
    public String toString() {
        return run.toString();
    }
}
