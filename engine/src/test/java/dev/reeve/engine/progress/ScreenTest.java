package dev.reeve.engine.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private static final byte[] NOTHING = {};

    private final TerminalFixture terminal = new TerminalFixture();
    private final Screen screen = new Screen(terminal.stream());

    @Test
    void linesArePaintedOverTheOldOnes() {
        screen.paint(NOTHING, List.of("one", "two", "three"));
        screen.paint(NOTHING, List.of("1", "2"));
        assertThat(terminal.screen()).containsExactly("1", "2");
    }

    @Test
    void whatTasksWriteStaysAbove() {
        screen.paint(NOTHING, List.of("bar"));
        screen.paint("hello\nworld\n".getBytes(UTF_8), List.of("bar 2", "bar 3"));
        screen.paint("again\n".getBytes(UTF_8), List.of("bar 4"));
        assertThat(terminal.screen()).containsExactly("hello", "world", "again", "bar 4");
        assertThat(terminal.cursorShown()).isFalse();
    }

    @Test
    void clearedNothingIsLeftButWhatWasWritten() {
        screen.paint(NOTHING, List.of("bar", "bar"));
        screen.clear("last\n".getBytes(UTF_8));
        assertThat(terminal.screen()).containsExactly("last");
        assertThat(terminal.cursorShown()).isTrue();
    }
}
