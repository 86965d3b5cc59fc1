package dev.reeve.engine.progress;

import static dev.reeve.engine.progress.Changes.attempt;
import static dev.reeve.engine.progress.Changes.begins;
import static dev.reeve.engine.progress.Changes.child;
import static dev.reeve.engine.progress.Changes.succeeds;
import static dev.reeve.engine.progress.Changes.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.render.FlowFixture;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import dev.reeve.state.Tries;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlainLinesTest {
    private static final State FAILED = new State.Failed(Failure.because("HTTP 503"), 1);

    private static List<String> lines(StateChange... changes) {
        FlowFixture flow = new FlowFixture("covid");
        flow.task("download_data");
        flow.map("fetch");
        PlainLines plain = new PlainLines(flow.graph(), ZoneOffset.UTC);
        List<String> lines = new ArrayList<>();
        for (StateChange change : changes) {
            lines.addAll(plain.of(change));
        }
        return lines;
    }

    @Test
    void beginningAndEndOfATaskAreLines() {
        assertThat(lines(begins("download_data", 1000), succeeds("download_data", 2250)))
                .containsExactly("12:00:01 download_data  Running", "12:00:02 download_data  Success 1.2 s");
    }

    @Test
    void waitingForASlotIsNoLine() {
        assertThat(lines(task("fetch", 0, State.Pending.NOW, State.Queued.FIRST)))
                .isEmpty();
    }

    @Test
    void aRetryTellsWhy() {
        State retrying = new State.Retrying(new Tries(2, 1), Changes.NOON.plusSeconds(10), "IOException: reset");
        assertThat(lines(
                        begins("download_data", 0),
                        task("download_data", 500, State.Running.FIRST, retrying),
                        task("download_data", 10_000, retrying, attempt(2)),
                        task("download_data", 12_000, attempt(2), FAILED)))
                .containsExactly(
                        "12:00:00 download_data  Running",
                        "12:00:00 download_data  Retrying: attempt 2 at 2026-03-01T12:00:10Z after: IOException: reset",
                        "12:00:10 download_data  Running: attempt 2",
                        "12:00:12 download_data  Failed 12.0 s: HTTP 503");
    }

    @Test
    void ofChildrenOnlyFailuresAreLinesAndNotAllOfThem() {
        List<StateChange> changes = new ArrayList<>();
        changes.add(task("fetch", 0, State.Pending.NOW, new State.Mapped(1000)));
        for (int i = 0; i < 1000; i++) {
            changes.add(child("fetch", i, 10, State.Queued.FIRST, State.Running.FIRST));
            changes.add(child("fetch", i, 20, State.Running.FIRST, i % 2 == 0 ? State.Success.PLAIN : FAILED));
        }
        changes.add(task("fetch", 3000, new State.Mapped(1000), FAILED));
        List<String> lines = lines(changes.toArray(StateChange[]::new));
        assertThat(lines).hasSize(13);
        assertThat(lines.get(0)).isEqualTo("12:00:00 fetch          Running: 1000 children");
        assertThat(lines.get(1)).isEqualTo("12:00:00 fetch[1]       Failed: HTTP 503");
        assertThat(lines.get(11)).contains("fetch  ", "more failures of it are not listed");
        assertThat(lines.get(12)).isEqualTo("12:00:03 fetch          Failed 3.0 s: HTTP 503");
    }

    @Test
    void theFlowRunIsNamedByItsFlow() {
        assertThat(lines(
                        task("", 0, State.Pending.NOW, State.Running.FIRST),
                        task("", 90_000, State.Running.FIRST, FAILED)))
                .containsExactly(
                        "12:00:00 covid          Running", "12:01:30 covid          Failed 1 min 30 s: HTTP 503");
    }

    @Test
    void controlCharactersNeverReachTheOutput() {
        State bad = new State.Failed(Failure.because("\u001b[2Jgone\r\nnext"), 1);
        assertThat(lines(task("fetch", 0, State.Running.FIRST, bad)).getFirst())
                .isEqualTo("12:00:00 fetch          Failed: \u241b[2Jgone next");
    }
}
