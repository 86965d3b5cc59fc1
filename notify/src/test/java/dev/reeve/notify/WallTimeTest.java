package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class WallTimeTest {
    private final WallTime time = new WallTime();

    @Test
    void itIsTheMachinesTimeAndNeverGoesBack() {
        long before = time.nanos();
        for (int i = 0; i < 1_000; i++) {
            long now = time.nanos();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
        assertThat(Duration.between(time.now(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void anAlarmRingsNotBeforeItsTimeAndNotAfterItWasCancelled() throws InterruptedException {
        BlockingQueue<String> rung = new LinkedBlockingQueue<>();
        Instant due = time.now().plusMillis(30);
        Time.Alarm cancelled = time.at(due.minusMillis(10), () -> rung.add("cancelled"));
        time.at(due, () -> rung.add(time.now().isBefore(due) ? "early" : "due"));
        time.at(due.minus(Duration.ofHours(1)), () -> rung.add("past"));
        cancelled.cancel();
        assertThat(rung.take()).isEqualTo("past");
        assertThat(rung.take()).isEqualTo("due");
    }
}
