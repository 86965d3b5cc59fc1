package dev.reeve.engine.time;

import dev.reeve.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The machine's clock, read once and counted on from there, so that it never goes back. One thread rings the alarms;
 * it lives while there are any, and keeps the process alive for them: a run may be waiting for its next attempt.
 */
public final class SystemTime implements Time {
    /** Long enough for the next run of a loop to find it, too short to be noticed at the end of a program. */
    private static final Duration IDLE = Duration.ofMillis(5);

    private static final Duration FARTHEST = Duration.ofDays(365 * 100);

    private final long offset;
    private @Nullable ScheduledThreadPoolExecutor alarms;

    public SystemTime() {
        Instant now = Instant.now();
        this.offset = now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
    }

    private synchronized ScheduledThreadPoolExecutor alarms() {
        ScheduledThreadPoolExecutor made = alarms;
        if (made == null) { // not before it is asked for: most runs need no alarm
            made = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "reeve-alarms"));
            made.setRemoveOnCancelPolicy(true);
            made.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            made.allowCoreThreadTimeOut(true);
            alarms = made;
        }
        return made;
    }

    @Override
    public long nanos() {
        return System.nanoTime() + offset;
    }

    @Override
    public Alarm at(Instant when, Runnable action) {
        Duration wait = Duration.between(now(), when);
        Duration bounded = wait.compareTo(FARTHEST) > 0 ? FARTHEST : wait.isNegative() ? Duration.ZERO : wait;
        ScheduledFuture<?> ringing = alarms().schedule(action, bounded.toNanos(), TimeUnit.NANOSECONDS);
        return () -> ringing.cancel(false);
    }
}
