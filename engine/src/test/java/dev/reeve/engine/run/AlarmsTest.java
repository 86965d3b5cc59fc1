package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.spi.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AlarmsTest {
    private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T06:00:00Z"));
    private final Alarms alarms = new Alarms(time);

    @Test
    void whatRangIsForgottenHoweverLongARunPolls() {
        AtomicInteger rung = new AtomicInteger();
        alarms.in(Duration.ofDays(3650), rung::incrementAndGet);
        for (int i = 0; i < 10_000; i++) {
            alarms.in(Duration.ofSeconds(1), rung::incrementAndGet);
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(rung).hasValue(10_000);
        assertThat(alarms.size()).isLessThan(40);
        assertThat(time.alarms()).hasSize(1);
        alarms.cancelAll();
        assertThat(time.alarms()).isEmpty();
    }

    @Test
    void aWaitBeyondAllClocksRingsAtTheEndOfTime() {
        assertThat(Alarms.in(time, Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Instant.MAX);
        assertThat(Alarms.in(time, Duration.ofSeconds(1))).isEqualTo(time.now().plusSeconds(1));
    }
}
