package dev.reeve.engine.progress;

import static dev.reeve.engine.progress.Changes.NOON;
import static dev.reeve.engine.progress.Changes.attempt;
import static dev.reeve.engine.progress.Changes.begins;
import static dev.reeve.engine.progress.Changes.child;
import static dev.reeve.engine.progress.Changes.succeeds;
import static dev.reeve.engine.progress.Changes.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.render.FlowFixture;
import dev.reeve.engine.text.Shown;
import dev.reeve.graph.FlowGraph;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PanelTest {
    private static final State FAILED = new State.Failed(Failure.because("broken"), 1);

    private static Terminal terminal(int columns, int rows) {
        return new Terminal(true, true, false, true, columns, rows);
    }

    private static FlowGraph flow(int tasks) {
        FlowFixture flow = new FlowFixture("covid");
        for (int i = 0; i < tasks; i++) {
            flow.task("task_" + i);
        }
        flow.map("fetch");
        return flow.graph();
    }

    private static List<String> lines(Board board, int columns, int rows) {
        return Panel.lines(board, NOON.plusSeconds(5), terminal(columns, rows));
    }

    @Test
    void eachRunningTaskHasALineAndTheBarCounts() {
        Board board = new Board(flow(3));
        board.apply(begins("task_0", 0));
        board.apply(succeeds("task_0", 1000));
        board.apply(begins("task_1", 1000));
        assertThat(lines(board, 80, 24))
                .containsExactly("  task_1       4.0 s", "covid [███████░░░░░░░░░░░░░░░░░░░░░░░] 1/4, 1 running");
    }

    @Test
    void aLaterAttemptIsTold() {
        Board board = new Board(flow(1));
        board.apply(task("task_0", 0, State.Queued.FIRST, attempt(3)));
        assertThat(lines(board, 80, 24)).first().isEqualTo("  task_0       5.0 s  attempt 3");
    }

    @Test
    void childrenCountOnceTheirNumberIsKnown() {
        Board board = new Board(flow(1));
        board.apply(task("fetch", 0, State.Pending.NOW, new State.Mapped(100)));
        board.apply(child("fetch", 0, 0, State.Queued.FIRST, State.Running.FIRST));
        board.apply(child("fetch", 0, 10, State.Running.FIRST, State.Success.PLAIN));
        board.apply(child("fetch", 1, 10, State.Running.FIRST, FAILED));
        board.apply(child("fetch", 2, 2000, State.Queued.FIRST, State.Running.FIRST));
        List<String> lines = lines(board, 80, 24);
        assertThat(lines.get(0)).isEqualTo("  fetch        5.0 s  2/100, 1 failed");
        assertThat(lines.get(1)).isEqualTo("  fetch[2]     3.0 s");
        assertThat(lines.get(2)).endsWith("] 2/101, 1 running, 1 failed");
    }

    @Test
    void aMappedNodeThatEndedCountsWithAllItsChildren() {
        Board board = new Board(flow(0));
        board.apply(task("fetch", 0, State.Pending.NOW, new State.Mapped(10)));
        board.apply(task("fetch", 0, new State.Mapped(10), new State.Cancelled("stop")));
        assertThat(board.done()).isEqualTo(10);
        assertThat(board.failed()).isZero();
        assertThat(board.activeCount()).isZero();
    }

    @Test
    void aTaskThatIsReopenedIsNoLongerDone() {
        Board board = new Board(flow(1));
        board.apply(task("task_0", 0, State.Running.FIRST, FAILED));
        assertThat(board.failed()).isEqualTo(1);
        board.apply(task("task_0", 0, FAILED, State.Pending.NOW));
        assertThat(board.done()).isZero();
        assertThat(board.failed()).isZero();
    }

    @Test
    void whatHasNoRoomIsCounted() {
        Board board = new Board(flow(20));
        for (int i = 0; i < 20; i++) {
            board.apply(begins("task_" + i, 0));
        }
        assertThat(lines(board, 80, 12)).hasSize(10).contains("  ... and 12 more");
        assertThat(lines(board, 80, 3)).hasSize(1);
        assertThat(lines(board, 80, 1000)).hasSize(17);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        FlowFixture flow = new FlowFixture("流れ".repeat(40));
        flow.task("表示".repeat(60));
        flow.task("bell\u0007\u001b[2J\n" + "x".repeat(500));
        FlowGraph graph = flow.graph();
        Board board = new Board(graph);
        graph.nodes().forEach(node -> board.apply(begins(node.name(), 0)));
        for (int columns = 1; columns < 130; columns++) {
            for (String line : lines(board, columns, 24)) {
                assertThat(Shown.width(line)).isLessThanOrEqualTo(columns);
                assertThat(line.codePoints().noneMatch(Character::isISOControl)).isTrue();
            }
        }
    }

    @Test
    void withoutUnicodeOnlyAsciiIsShown() {
        Board board = new Board(new FlowFixture("naïve 表").graph());
        String bar = Panel.lines(board, NOON, new Terminal(true, true, false, false, 80, 24))
                .getFirst();
        assertThat(bar).startsWith("na?ve ?? [##").matches("\\p{ASCII}+");
    }

    @Test
    void coloursComeOnlyWhereTheyAreWelcome() {
        Board board = new Board(flow(1));
        board.apply(task("task_0", 0, State.Running.FIRST, FAILED));
        assertThat(lines(board, 80, 24).getLast()).doesNotContain("\u001b");
        assertThat(Panel.lines(board, NOON, new Terminal(true, true, true, true, 80, 24))
                        .getLast())
                .contains("\u001b[31m, 1 failed\u001b[0m");
    }
}
