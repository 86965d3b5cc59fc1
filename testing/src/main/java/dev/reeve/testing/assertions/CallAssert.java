package dev.reeve.testing.assertions;

import dev.reeve.Signal;
import dev.reeve.artifact.Artifact;
import dev.reeve.testing.TaskCall;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What a call of one task's function should have been. */
public final class CallAssert<R extends @Nullable Object> extends AbstractAssert<CallAssert<R>, TaskCall<R>> {
    CallAssert(TaskCall<R> call) {
        super(call, CallAssert.class);
    }

    private CallAssert<R> is(boolean so, String expected) {
        if (!so) {
            StringBuilder text = new StringBuilder();
            Explained.lines(text, "log", actual.log());
            throw failure("%s", "Task \"" + actual.task() + "\" should have " + expected + ".\n  " + actual + text);
        }
        return this;
    }

    /** It returned, or threw {@code Signal.success(..)}. */
    public CallAssert<R> succeeded() {
        isNotNull();
        return is(actual.succeeded(), "succeeded");
    }

    /** It returned that, or threw {@code Signal.success(..)} with it. */
    public CallAssert<R> hasResult(@Nullable Object expected) {
        succeeded();
        return is(Objects.deepEquals(actual.value(), expected), "the result " + expected);
    }

    /** It threw an exception of that type. */
    public CallAssert<R> failedWith(Class<? extends Throwable> type) {
        isNotNull();
        return is(type.isInstance(actual.thrown()), "failed with " + type.getName());
    }

    /** It threw an exception of that type whose message contains this. */
    public CallAssert<R> failedWith(Class<? extends Throwable> type, String containing) {
        failedWith(type);
        String message = actual.thrown() == null ? null : actual.thrown().getMessage();
        return is(message != null && message.contains(containing), "failed saying \"" + containing + "\"");
    }

    /** It threw {@code Signal.skip(..)} for a reason that contains this. */
    public CallAssert<R> wasSkipped(String containing) {
        isNotNull();
        return is(
                actual.thrown() instanceof Signal.Skip skip && skip.reason().contains(containing),
                "been skipped for \"" + containing + "\"");
    }

    /** It threw {@code Signal.pause(..)} for a reason that contains this. */
    public CallAssert<R> waits(String containing) {
        isNotNull();
        return is(
                actual.thrown() instanceof Signal.Pause pause && pause.reason().contains(containing),
                "waited for a person, for \"" + containing + "\"");
    }

    /** It threw {@code Signal.retryAt(..)} or {@code retryAfter(..)} for a reason that contains this. */
    public CallAssert<R> asksForRetry(String containing) {
        isNotNull();
        return is(
                actual.thrown() instanceof Signal.Retry retry && retry.reason().contains(containing),
                "asked for a retry, for \"" + containing + "\"");
    }

    /** It logged such a line. */
    public CallAssert<R> logged(Level level, String containing) {
        isNotNull();
        return is(
                actual.log().stream()
                        .anyMatch(
                                line -> line.level() == level && line.message().contains(containing)),
                "logged " + level + " \"" + containing + "\"");
    }

    /** It kept that for people. */
    public CallAssert<R> hasArtifact(Artifact expected) {
        isNotNull();
        return is(actual.artifacts().contains(expected), "kept " + expected);
    }
}
