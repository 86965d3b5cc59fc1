package dev.reeve.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpansTest {
    private static final Instant AT = Instant.parse("2026-11-26T03:25:17.5Z");

    @Test
    void theyAreAsShortAsCanBeForSoMany() {
        assertThat(Spans.covering(AT, AT.plusSeconds(30), 60).each()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Spans.covering(AT, AT.plus(Duration.ofHours(1)), 61).each()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Spans.covering(AT, AT.plus(Duration.ofHours(1)), 60).each()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Spans.covering(AT, AT.plus(Duration.ofDays(7)), 60).each()).isEqualTo(Duration.ofHours(3));
        assertThat(Spans.covering(AT, AT.plus(Duration.ofDays(3_660)), 200).each())
                .isEqualTo(Duration.ofDays(28));
        assertThat(Spans.covering(AT, AT.plus(Duration.ofDays(3_660)), 1).count())
                .isOne();
    }

    @Test
    void theyCoverWhatIsAskedForAndBeginWithTheHourFromAnHourOn() {
        for (long seconds : new long[] {1, 59, 3_600, 86_400, 1_000_000, 100_000_000}) {
            for (int most : new int[] {1, 7, 60, 200}) {
                Spans spans = Spans.covering(AT, AT.plusSeconds(seconds), most);
                assertThat(spans.count()).isBetween(1, most);
                assertThat(spans.from()).isBeforeOrEqualTo(AT);
                assertThat(spans.to()).isAfterOrEqualTo(AT.plusSeconds(seconds));
                assertThat(spans.bounds()).hasSize(spans.count() + 1).endsWith(spans.to());
                if (spans.wholeHours()) {
                    assertThat(spans.from()).isEqualTo("2026-11-26T03:00:00Z");
                }
            }
        }
    }
}
