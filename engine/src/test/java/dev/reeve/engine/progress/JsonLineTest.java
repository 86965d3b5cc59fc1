package dev.reeve.engine.progress;

import static dev.reeve.engine.progress.Changes.attempt;
import static dev.reeve.engine.progress.Changes.child;
import static dev.reeve.engine.progress.Changes.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.state.Failure;
import dev.reeve.state.State;
import org.junit.jupiter.api.Test;

final class JsonLineTest {
    @Test
    void aChangeIsOneObjectOnOneLine() {
        assertThat(JsonLine.of(child("fetch", 3, 0, State.Queued.FIRST, attempt(2))))
                .isEqualTo(
                        "{\"at\":\"2026-03-01T12:00:00Z\",\"flow\":\"covid\",\"run\":\"run-1\",\"task\":\"fetch\","
                                + "\"map_index\":3,\"from\":\"Queued\",\"to\":\"Running\",\"attempt\":2,\"message\":\"attempt 2\"}");
    }

    @Test
    void theFlowRunHasNoTask() {
        assertThat(JsonLine.of(task("", 0, State.Pending.NOW, State.Running.FIRST)))
                .doesNotContain("\"task\"", "map_index", "message");
    }

    @Test
    void textIsEscaped() {
        State failed = new State.Failed(Failure.because("a \"quoted\"\\\u0007\u2028text"), 1);
        assertThat(JsonLine.of(task("fetch", 0, State.Running.FIRST, failed)))
                .contains("\"message\":\"a \\\"quoted\\\"\\\\\\u0007")
                .doesNotContain("\n");
    }
}
