package dev.reeve.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.render.FlowFixture;
import dev.reeve.engine.render.RunFixture;
import dev.reeve.engine.text.Shown;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    private static RunFixture run() {
        FlowFixture flow = new FlowFixture("covid");
        flow.task("download_data");
        flow.map("fetch");
        flow.task("report");
        State failed = new State.Failed(Failure.because("HTTP 503"), 1);
        return new RunFixture(flow.graph())
                .flow(new State.Failed(Failure.because("1 of 1 reference tasks failed"), 1))
                .move("download_data", 0, State.Running.FIRST)
                .move("download_data", 10, Changes.attempt(2))
                .move("download_data", 1250, State.Success.PLAIN)
                .move("fetch", 1250, new State.Mapped(3))
                .move("fetch", 2250, new State.Failed(Failure.because("1 of 3 children failed"), 1))
                .children("fetch", List.of(State.Success.PLAIN, State.Success.PLAIN, failed))
                .move("report", 2250, new State.TriggerFailed("trigger all_successful: 1 of 1 upstream task failed"));
    }

    @Test
    void tasksStandInTheOrderOfDefinitionWithWhatCameOfThem() {
        assertThat(Summary.lines(run(), Terminal.NONE))
                .containsExactly(
                        "Task           State          Attempts    Duration  Message",
                        "download_data  Success               2       1.2 s",
                        "fetch [0..2]   Failed                -       1.0 s  1 Failed, 2 Success; 1 of 3 children failed",
                        "report         TriggerFailed         -           -  trigger all_successful: 1 of 1 upstream task failed",
                        "Flow \"covid\", run merry-otter: Failed: 1 of 1 reference tasks failed");
    }

    @Test
    void messagesAreCutToTheWidthOfATerminal() {
        Terminal narrow = new Terminal(true, true, false, true, 70, 24);
        List<String> lines = Summary.lines(run(), narrow);
        assertThat(lines.subList(0, 4))
                .allSatisfy(line -> assertThat(Shown.width(line)).isLessThanOrEqualTo(70));
        assertThat(lines.get(3)).endsWith("…");
    }

    @Test
    void statesAreColouredOnlyWhereThatIsWelcome() {
        Terminal colour = new Terminal(true, true, true, true, 100, 24);
        assertThat(Summary.lines(run(), colour).get(1)).contains("\u001b[32mSuccess      \u001b[0m");
        assertThat(Summary.lines(run(), Terminal.NONE)).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void namesAndMessagesAreMadeHarmless() {
        FlowFixture flow = new FlowFixture("bad\u001b[2J");
        flow.task("x\u0007" + "y".repeat(200));
        assertThat(Summary.lines(new RunFixture(flow.graph()), Terminal.NONE))
                .noneMatch(line -> line.contains("\u001b") || line.contains("\u0007"))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(100));
    }
}
