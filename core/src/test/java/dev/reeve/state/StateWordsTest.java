package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateWordsTest {
    private static final Tries SECOND = new Tries(2, 1);

    @Test
    void everyStateIsNamedAfterItsRecord() {
        TaskStepTable.STATES
                .values()
                .forEach(state ->
                        assertThat(state.name()).isEqualTo(state.getClass().getSimpleName()));
    }

    @Test
    void everyStateIsInOneGroupOnly() {
        TaskStepTable.STATES.values().forEach(state -> {
            int groups = (state.isPending() ? 1 : 0) + (state.isRunning() ? 1 : 0) + (state.isFinished() ? 1 : 0);
            assertThat(groups).as(state.name()).isEqualTo(1);
            boolean well = state.isSuccessful();
            boolean badly = state.isFailed();
            boolean ended = well || badly || state instanceof State.Cancelled;
            assertThat(ended).as(state.name()).isEqualTo(state.isFinished());
            assertThat(well && badly).as(state.name()).isFalse();
        });
    }

    @Test
    void everyStateHasWordsUnlessItsNameSaysAll() {
        Set<String> silent = Set.of("Pending", "Queued", "Queued/2nd", "Running", "Success");

        TaskStepTable.STATES.forEach((label, state) ->
                assertThat(state.message().isEmpty()).as(label).isEqualTo(silent.contains(label)));
    }

    @Test
    void wordsSayWhatTheStateHolds() {
        State retrying = new State.Retrying(SECOND, TaskStepTable.NOW, "IOException: broken pipe");
        assertThat(retrying.message()).isEqualTo("attempt 2 at 2026-01-01T12:00:00Z after: IOException: broken pipe");
        assertThat(new State.Scheduled(TaskStepTable.NOW).message()).isEqualTo("due at 2026-01-01T12:00:00Z");
        assertThat(new State.Paused(SECOND, "ask", null).message()).isEqualTo("ask");
        assertThat(new State.Paused(SECOND, "ask", TaskStepTable.NOW).message())
                .isEqualTo("ask (until 2026-01-01T12:00:00Z)");
        assertThat(new State.Running(SECOND).message()).isEqualTo("attempt 2");
        assertThat(new State.Mapped(1).message()).isEqualTo("1 child");
        assertThat(new State.Mapped(0).message()).isEqualTo("0 children");
        assertThat(new State.Failed(TaskStepTable.BROKEN, 1).message()).isEqualTo("IOException: broken pipe");
        assertThat(new State.Failed(TaskStepTable.BROKEN, 3).message())
                .isEqualTo("IOException: broken pipe (after 3 attempts)");
        assertThat(new State.TimedOut(Duration.ofSeconds(5), 2).message())
                .isEqualTo("took longer than 5 s (after 2 attempts)");
        assertThat(new State.Crashed("worker lost", 1).message()).isEqualTo("worker lost");
    }

    @Test
    void durationsReadAsPeopleWriteThem() {
        assertThat(StateWords.words(Duration.ofMillis(250))).isEqualTo("250 ms");
        assertThat(StateWords.words(Duration.ofSeconds(1))).isEqualTo("1 s");
        assertThat(StateWords.words(Duration.ofMillis(1_500))).isEqualTo("1.5 s");
        assertThat(StateWords.words(Duration.ofMinutes(2))).isEqualTo("2 min");
        assertThat(StateWords.words(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(StateWords.words(Duration.ofNanos(500_000))).isEqualTo("0.5 ms");
        assertThat(StateWords.words(Duration.ofNanos(1))).isEqualTo("0.000001 ms");
    }

    @Test
    void noDurationIsTooLongOrTooShortForWords() {
        assertThat(StateWords.words(Duration.ZERO)).isEqualTo("0 ms");
        assertThat(StateWords.words(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo("0 ms");
        assertThat(StateWords.words(Duration.ofSeconds(Long.MAX_VALUE))).endsWith(" s");
    }
}
