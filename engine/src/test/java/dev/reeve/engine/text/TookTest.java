package dev.reeve.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TookTest {
    @Test
    void eachLengthHasItsUnits() {
        assertThat(Took.words(Duration.ofMillis(-5))).isEqualTo("0 ms");
        assertThat(Took.words(Duration.ofNanos(999_999_999))).isEqualTo("999 ms");
        assertThat(Took.words(Duration.ofMillis(1250))).isEqualTo("1.2 s");
        assertThat(Took.words(Duration.ofMillis(59_990))).isEqualTo("59.9 s");
        assertThat(Took.words(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(Took.words(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Took.words(Duration.ofMinutes(190))).isEqualTo("3 h 10 min");
    }
}
