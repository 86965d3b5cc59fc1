package dev.reeve.testing.assertions;

import dev.reeve.testing.TaskCall;
import dev.reeve.testing.TestRun;
import org.jspecify.annotations.Nullable;

/**
 * Entry of the test kit's assertions: {@code assertThat(run).succeeded().task("load").wasSkipped()}. To be imported beside
 * AssertJ's own {@code assertThat}.
 */
public final class ReeveAssertions {
    private ReeveAssertions() {}

    /** What a run should have been. */
    public static RunAssert assertThat(TestRun run) {
        return new RunAssert(run);
    }

    /** What a call of one task's function should have been. */
    public static <R extends @Nullable Object> CallAssert<R> assertThat(TaskCall<R> call) {
        return new CallAssert<>(call);
    }
}
