package dev.reeve.testing.assertions;

import dev.reeve.TaskOutcome;
import dev.reeve.artifact.Artifact;
import dev.reeve.state.State;
import dev.reeve.testing.Call;
import dev.reeve.testing.LogLine;
import dev.reeve.testing.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What should have become of a task, or of a child of one. What is wrong is said with its states in order, its message,
 * its calls and its log.
 */
public final class TaskAssert extends AbstractAssert<TaskAssert, TaskOutcome> {
    private final RunAssert runAssert;
    private final TestRun run;
    private final String label;

    TaskAssert(RunAssert runAssert, TestRun run, String label) {
        super(run.task(label), TaskAssert.class);
        this.runAssert = runAssert;
        this.run = run;
        this.label = label;
    }

    private TaskAssert is(boolean so, String expected) {
        if (!so) {
            throw failure(
                    "%s",
                    "Task \"" + label + "\" of flow \"" + run.flowRun().flow().name() + "\" should have " + expected
                            + "." + Explained.task(run, label));
        }
        return this;
    }

    private State state() {
        return actual.state();
    }

    /** What became of another task of the run. */
    public TaskAssert task(String name) {
        return runAssert.task(name);
    }

    /** Back to the run. */
    public RunAssert run() {
        return runAssert;
    }

    // ---- how it ended

    /** It ended well, and has a value if it is one with a value. */
    public TaskAssert succeeded() {
        return is(state() instanceof State.Success || state() instanceof State.Cached, "succeeded");
    }

    /** It succeeded and said so much about it. */
    public TaskAssert succeededSaying(String containing) {
        return succeeded().says(containing);
    }

    /** Its last attempt failed. */
    public TaskAssert failed() {
        return is(state() instanceof State.Failed, "failed");
    }

    /** Its last attempt failed with an exception of that type. */
    public TaskAssert failedWith(Class<? extends Throwable> type) {
        failed();
        Throwable cause = actual.error().map(failure -> failure.cause()).orElse(null);
        return is(type.isInstance(cause), "failed with " + type.getName());
    }

    /** Its last attempt failed with an exception of that type whose message contains this. */
    public TaskAssert failedWith(Class<? extends Throwable> type, String containing) {
        return failedWith(type).says(containing);
    }

    /** Its last attempt took longer than its timeout. */
    public TaskAssert timedOut() {
        return is(state() instanceof State.TimedOut, "timed out");
    }

    /** It did not run, on purpose. */
    public TaskAssert wasSkipped() {
        return is(state() instanceof State.Skipped, "been skipped");
    }

    /** It did not run, on purpose, for a reason that contains this. */
    public TaskAssert wasSkipped(String containing) {
        return wasSkipped().says(containing);
    }

    /** A stored result was used again. */
    public TaskAssert wasCached() {
        return is(state() instanceof State.Cached, "been cached");
    }

    /** It did not run because its trigger did not pass. */
    public TaskAssert triggerFailed() {
        return is(state() instanceof State.TriggerFailed, "failed for its trigger");
    }

    /** It was stopped before it ended. */
    public TaskAssert wasCancelled() {
        return is(state() instanceof State.Cancelled, "been cancelled");
    }

    /** It waits for a person. */
    public TaskAssert waits() {
        return is(state() instanceof State.Paused, "waited for a person");
    }

    /** Its state has that name, such as {@code "TimedOut"}. */
    public TaskAssert hasState(String name) {
        return is(state().name().equals(name), "been " + name);
    }

    /** What there is to say about its state contains this. */
    public TaskAssert says(String containing) {
        return is(state().message().contains(containing), "said \"" + containing + "\"");
    }

    // ---- how it got there

    /** It was in these states, in this order, and no others: {@code history("Pending", "Queued", "Running", "Success")}. */
    public TaskAssert history(String... states) {
        return is(run.history(label).equals(List.of(states)), "been in the states " + String.join(", ", states));
    }

    /** So many attempts of it began. */
    public TaskAssert attempts(int number) {
        return is(actual.attempts() == number, "made " + number + " attempts, and made " + actual.attempts());
    }

    /** So many attempts of it were made after the first. */
    public TaskAssert retried(int times) {
        int retries = Math.max(0, actual.attempts() - 1);
        return is(retries == times, "been retried " + times + " times, and was retried " + retries + " times");
    }

    /** From the start of its first attempt to its end it took so long, of the testbed's time. */
    public TaskAssert took(Duration time) {
        Duration taken = actual.duration().orElse(null);
        return is(time.equals(taken), "taken " + time + ", and took " + (taken == null ? "no end" : taken));
    }

    /** Its first attempt began after the other one's task ended. */
    public TaskAssert ranAfter(String other) {
        return is(begins() >= 0 && ends(other) >= 0 && begins() > ends(other), "run after \"" + other + "\"");
    }

    /** It ended before the first attempt of the other task began. */
    public TaskAssert ranBefore(String other) {
        new TaskAssert(runAssert, run, other).ranAfter(label);
        return this;
    }

    private int begins() {
        return change(label, false);
    }

    private int ends(String task) {
        return change(task, true);
    }

    private int change(String task, boolean end) {
        TaskOutcome outcome = run.task(task);
        for (int i = 0; i < run.changes().size(); i++) {
            var change = run.changes().get(i);
            boolean same = change.task().equals(outcome.name()) && change.mapIndex() == outcome.mapIndex();
            if (same && (end ? change.to().isFinished() : change.to() instanceof State.Active)) {
                return i;
            }
        }
        return -1;
    }

    /** It ended at that time, of the testbed. */
    public TaskAssert endedAt(Instant time) {
        Instant end = actual.endedAt().orElse(null);
        return is(time.equals(end), "ended at " + time + ", and ended at " + (end == null ? "no time" : end));
    }

    // ---- what it was given and made

    /** Its result equals that; arrays by what is in them. Also if the run let it go after its last use. */
    public TaskAssert hasResult(@Nullable Object expected) {
        Object result = result();
        return is(Objects.deepEquals(result, expected), "the result " + expected + ", and has " + result);
    }

    /** Its result is of that type and passes these assertions. */
    public <T> TaskAssert hasResult(Class<T> type, Consumer<? super T> assertions) {
        Object result = result();
        is(type.isInstance(result), "a result of type " + type.getName() + ", and has " + result);
        assertions.accept(type.cast(result));
        return this;
    }

    private @Nullable Object result() {
        try {
            return run.result(label);
        } catch (IllegalStateException none) {
            is(false, "a result: " + none.getMessage());
            return null;
        }
    }

    /** Its function, or the fake in its place, was called so often. */
    public TaskAssert wasCalled(int times) {
        int calls = run.calls(label).size();
        return is(calls == times, "been called " + times + " times, and was called " + calls + " times");
    }

    /** Its function, or the fake in its place, was not called. */
    public TaskAssert wasNotCalled() {
        return is(run.calls(label).isEmpty(), "not been called");
    }

    /** Its function, or the fake in its place, was called with these arguments at least once. */
    public TaskAssert wasCalledWith(@Nullable Object... arguments) {
        List<@Nullable Object> expected = Arrays.asList(arguments);
        return is(
                run.calls(label).stream().map(Call::arguments).anyMatch(expected::equals),
                "been called with " + expected);
    }

    /** It kept that for people. */
    public TaskAssert hasArtifact(Artifact expected) {
        return is(actual.artifacts().contains(expected), "kept " + expected + ", and kept " + actual.artifacts());
    }

    /** It kept something of that name for people. */
    public TaskAssert hasArtifact(String name) {
        return is(
                actual.artifacts().stream().anyMatch(kept -> kept.name().equals(name)),
                "kept an artifact \"" + name + "\", and kept " + actual.artifacts());
    }

    /** It logged such a line. */
    public TaskAssert logged(Level level, String containing) {
        return is(
                lines().stream()
                        .anyMatch(
                                line -> line.level() == level && line.message().contains(containing)),
                "logged " + level + " \"" + containing + "\"");
    }

    /** It logged nothing of that level. */
    public TaskAssert loggedNothing(Level level) {
        return is(lines().stream().noneMatch(line -> line.level() == level), "logged nothing of level " + level);
    }

    private List<LogLine> lines() {
        return run.log(label);
    }

    // ---- its children

    /** It is mapped, over so many elements. */
    public TaskAssert hasChildren(int number) {
        int children = actual.children().size();
        return is(children == number, number + " children, and has " + children);
    }

    /** So many of its children are in the state of that name. */
    public TaskAssert hasChildren(int number, String state) {
        long children = actual.children().stream()
                .filter(child -> child.state().name().equals(state))
                .count();
        return is(children == number, number + " children that are " + state + ", and has " + children);
    }

    /** What became of the child at that place, from 0. */
    public TaskAssert child(int index) {
        is(
                index >= 0 && index < actual.children().size(),
                "a child " + index + ", and has " + actual.children().size());
        return new TaskAssert(runAssert, run, label + "[" + index + "]");
    }
}
