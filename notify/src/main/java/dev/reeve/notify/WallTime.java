package dev.reeve.notify;

import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock. Its alarms are threads that sleep: there are few of them. */
final class WallTime implements Time {
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    @Override
    public long nanos() {
        Instant now = Instant.now();
        return last.accumulateAndGet(now.getEpochSecond() * 1_000_000_000L + now.getNano(), Math::max);
    }

    @Override
    public Alarm at(Instant when, Runnable action) {
        Thread sleeper = Thread.ofVirtual().name("reeve-notify-alarm").start(() -> {
            try {
                Thread.sleep(Duration.between(now(), when));
            } catch (InterruptedException cancelled) {
                return;
            }
            action.run();
        });
        return sleeper::interrupt;
    }
}
