package dev.reeve.testing;

import dev.reeve.Signal;
import dev.reeve.artifact.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call of a task's function ended that a {@link TaskTester} made, and what it left. Immutable.
 *
 * @param <R> the type of its value
 */
public final class TaskCall<R extends @Nullable Object> {
    private final String task;
    private final @Nullable R value;
    private final @Nullable Throwable thrown;
    private final List<LogLine> log;
    private final List<Artifact> artifacts;

    private TaskCall(ToldTaskRun context, @Nullable R value, @Nullable Throwable thrown) {
        this.task = context.taskRunName();
        this.value = value;
        this.thrown = thrown;
        this.log = context.lines();
        this.artifacts = context.artifacts();
    }

    static <R extends @Nullable Object> TaskCall<R> returned(ToldTaskRun context, R value) {
        return new TaskCall<>(context, value, null);
    }

    static <R extends @Nullable Object> TaskCall<R> threw(ToldTaskRun context, Throwable thrown) {
        return new TaskCall<>(context, null, thrown);
    }

    /** The task's name, with the index of a child. */
    public String task() {
        return task;
    }

    /** Whether its attempt would have succeeded: it returned, or threw {@code Signal.success(..)}. */
    public boolean succeeded() {
        return thrown == null || thrown instanceof Signal.Succeed;
    }

    /**
     * Its value, returned or that of {@code Signal.success(..)}.
     *
     * @throws IllegalStateException if it has none; says what it threw
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // a signal's value is of the type that the function declares
    public R value() {
        if (thrown instanceof Signal.Succeed said) {
            return (R) said.value();
        }
        if (thrown != null) {
            throw new IllegalStateException("task \"" + task + "\" has no value: it threw " + thrown, thrown);
        }
        return value;
    }

    /** What it threw, a signal included; null if it returned. */
    public @Nullable Throwable thrown() {
        return thrown;
    }

    /** What it logged with {@code TaskRun.logger()}, in order. */
    public List<LogLine> log() {
        return log;
    }

    /** What it kept for people; of one name the last. */
    public List<Artifact> artifacts() {
        return artifacts;
    }

    @Override
    public String toString() {
        return "task \"" + task + "\" " + (thrown == null ? "returned " + Call.words(value) : "threw " + thrown);
    }
}
