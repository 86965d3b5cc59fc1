package dev.reeve.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    @Test
    void theSizeComesFromTheEnvironmentElseFromTheTerminalElseIsEightyByTwentyFour() {
        assertThat(Terminal.of(Map.of("COLUMNS", "132"), "50 100\n", true, true).columns())
                .isEqualTo(132);
        Terminal measured = Terminal.of(Map.of(), "50 100\n", true, true);
        assertThat(measured.columns()).isEqualTo(100);
        assertThat(measured.rows()).isEqualTo(50);
        for (String odd : new String[] {"", "0 0", "stty: not a terminal", "-1 x"}) {
            Terminal assumed = Terminal.of(Map.of("COLUMNS", "wide"), odd, true, true);
            assertThat(assumed.columns()).isEqualTo(80);
            assertThat(assumed.rows()).isEqualTo(24);
        }
    }

    @Test
    void noColorIsRespectedUnlessItIsEmpty() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1"), "", true, true).colour())
                .isFalse();
        assertThat(Terminal.of(Map.of("NO_COLOR", ""), "", true, true).colour()).isTrue();
        assertThat(Terminal.of(Map.of(), "", true, true).colour()).isTrue();
    }

    @Test
    void aDumbOrUnknownTerminalIsNotPaintedOn() {
        assertThat(Terminal.canMoveCursor(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.canMoveCursor(Map.of())).isFalse();
        assertThat(Terminal.canMoveCursor(Map.of("TERM", "xterm-256color"))).isTrue();
    }
}
