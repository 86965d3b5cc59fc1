package dev.reeve.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.render.FlowFixture;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that it is open is what is tested
final class LiveProgressTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final TerminalFixture terminal = new TerminalFixture();

    private LiveProgress start(boolean errorsToo) {
        FlowFixture flow = new FlowFixture("covid");
        flow.task("download_data");
        return LiveProgress.start(
                flow.graph(),
                new Terminal(true, errorsToo, false, true, 80, 24),
                terminal.stream(),
                InstantSource.fixed(Changes.NOON));
    }

    @AfterEach
    void streamsAreAsBefore() {
        boolean restored = System.out == out && System.err == err;
        System.setOut(out);
        System.setErr(err);
        assertThat(restored).isTrue();
    }

    @Test
    void whatTasksWriteStaysAndTheDisplayGoes() {
        try (LiveProgress progress = start(true)) {
            progress.accept(Changes.begins("download_data", 0));
            System.out.println("reading");
            System.err.println("a warning");
            System.out.print("no line break");
        }
        assertThat(terminal.screen()).containsExactly("reading", "a warning", "no line break");
        assertThat(terminal.cursorShown()).isTrue();
    }

    @Test
    void errorsThatGoToAFileAreLeftAlone() {
        try (LiveProgress progress = start(false)) {
            assertThat(System.err).isSameAs(err);
            assertThat(System.out).isNotSameAs(out);
        }
    }

    @Test
    void afterAnExceptionTheTerminalIsAsBefore() {
        try (LiveProgress progress = start(true)) {
            throw new IllegalStateException("the run broke");
        } catch (IllegalStateException e) {
            assertThat(terminal.cursorShown()).isTrue();
            assertThat(terminal.screen()).isEmpty();
        }
    }

    @Test
    void closingTwiceDoesNoHarm() {
        LiveProgress progress = start(true);
        progress.close();
        String sent = terminal.sent();
        progress.close();
        assertThat(terminal.sent()).isEqualTo(sent);
    }

    @Test
    void whatIsWrittenToAStreamThatSomebodyKeptStillArrives() {
        PrintStream kept;
        try (LiveProgress progress = start(true)) {
            kept = System.out;
        }
        kept.println("late");
        assertThat(terminal.screen()).containsExactly("late");
    }

    @Test
    void muchOutputOfManyThreadsArrivesWholeLineByLine() {
        try (LiveProgress progress = start(true)) {
            IntStream.range(0, 5000).parallel().forEach(i -> System.out.println("line " + i + " of the output"));
        }
        assertThat(terminal.screen()).hasSize(5000).allMatch(line -> line.matches("line \\d+ of the output"));
    }

    @Test
    void inAPipeLinesStayAndJsonIsOneObjectALine() {
        FlowFixture flow = new FlowFixture("covid");
        flow.task("download_data");
        for (Progress.Format format : Progress.Format.values()) {
            TerminalFixture pipe = new TerminalFixture();
            try (Progress progress = Progress.start(flow.graph(), format, Terminal.NONE, pipe.stream())) {
                progress.accept(Changes.begins("download_data", 0));
                progress.accept(Changes.succeeds("download_data", 1000));
                assertThat(System.out).isSameAs(out);
            }
            assertThat(pipe.screen()).hasSize(2);
            assertThat(pipe.sent()).doesNotContain("\u001b");
            assertThat(pipe.sent().startsWith("{")).isEqualTo(format == Progress.Format.JSON);
        }
    }
}
