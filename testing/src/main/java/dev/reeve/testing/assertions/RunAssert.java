package dev.reeve.testing.assertions;

import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import dev.reeve.testing.Call;
import dev.reeve.testing.LogLine;
import dev.reeve.testing.TestRun;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What a run should have been. What is wrong is said with how the run and its tasks ended. */
public final class RunAssert extends AbstractAssert<RunAssert, TestRun> {
    RunAssert(TestRun run) {
        super(run, RunAssert.class);
    }

    private RunAssert is(boolean so, String expected) {
        isNotNull();
        if (!so) {
            throw failure(
                    "%s",
                    "Flow \"" + actual.flowRun().flow().name() + "\" should have " + expected + "."
                            + Explained.run(actual));
        }
        return this;
    }

    /** It ended well. */
    public RunAssert succeeded() {
        return is(actual.state().isSuccessful(), "succeeded");
    }

    /** It ended badly: Failed, TimedOut, TriggerFailed or Crashed. */
    public RunAssert failed() {
        return is(actual.state().isFailed(), "failed");
    }

    /** It was stopped before it ended. */
    public RunAssert wasCancelled() {
        return is(actual.state() instanceof State.Cancelled, "been cancelled");
    }

    /** It ran out of its time. */
    public RunAssert timedOut() {
        return is(actual.state() instanceof State.TimedOut, "timed out");
    }

    /** It waits for a person. */
    public RunAssert waits() {
        return is(!actual.state().isFinished(), "waited for a person");
    }

    /** Its state has that name, such as {@code "Success"}. */
    public RunAssert hasState(String name) {
        return is(actual.state().name().equals(name), "been " + name);
    }

    /** It took so long, of the testbed's time. */
    public RunAssert took(Duration time) {
        isNotNull();
        Duration taken = actual.flowRun().duration().orElse(null);
        return is(time.equals(taken), "taken " + time + ", and took " + (taken == null ? "no end" : taken));
    }

    /** The flow, one of {@code Flow.returning}, yielded that. */
    public RunAssert hasResult(@Nullable Object expected) {
        isNotNull();
        RunView.Value value = actual.flowRun().view().flowResult();
        return is(
                value.present() && Objects.deepEquals(value.value(), expected),
                "yielded " + expected + ", and yielded " + (value.present() ? value.value() : "nothing"));
    }

    /** Functions of these tasks were called, each for the first time in this order; others may have been between them. */
    public RunAssert ranInOrder(String... tasks) {
        isNotNull();
        int last = -1;
        for (String task : tasks) {
            List<Call> calls = actual.calls(task);
            int place = calls.isEmpty() ? -1 : actual.calls().indexOf(calls.getFirst());
            is(place >= 0, "called \"" + task + "\"");
            is(place > last, "run its tasks in the order " + List.of(tasks) + ", but \"" + task + "\" was earlier");
            last = place;
        }
        return this;
    }

    /** A task logged such a line. */
    public RunAssert logged(Level level, String containing) {
        isNotNull();
        List<LogLine> lines = actual.log();
        StringBuilder heard = new StringBuilder();
        Explained.lines(heard, "log", lines);
        return is(
                lines.stream()
                        .anyMatch(
                                line -> line.level() == level && line.message().contains(containing)),
                "logged " + level + " \"" + containing + "\", and logged" + (lines.isEmpty() ? " nothing" : heard));
    }

    /** No task logged a line that contains this, of whatever level: a secret, say. */
    public RunAssert neverLogged(String text) {
        isNotNull();
        return is(
                actual.log().stream().noneMatch(line -> line.toString().contains(text)),
                "logged nothing that contains \"" + text + "\"");
    }

    /**
     * What became of a task, of a child if it is named as {@code fetch[3]}; the name of its method does as well.
     *
     * @throws AssertionError if the flow has none; names those that are near
     */
    public TaskAssert task(String name) {
        isNotNull();
        try {
            actual.task(name);
        } catch (IllegalArgumentException unknown) {
            throw failure("%s", unknown.getMessage());
        }
        return new TaskAssert(this, actual, name);
    }
}
