package dev.reeve.notify;

import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All lanes of a notifier. While there is something in them, the end of the process waits for it, for a while. Thread-safe.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int MOST_NAMED = 5;
    private static final long LONGEST_FLUSH = Long.MAX_VALUE / 2; // in nanoseconds; more would run over

    private final List<Lane> lanes = new ArrayList<>();
    private final Duration flushing;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int busy;
    private @Nullable Thread hook;

    Outbox(
            List<Channel> channels,
            Patience patience,
            Destinations destinations,
            int capacity,
            Duration flushing,
            Time time) {
        this.flushing = flushing;
        for (Channel channel : channels) {
            lanes.add(new Lane(channel, patience, destinations, capacity, time, this::began, this::ended));
        }
    }

    void send(Notice notice, SecretProvider secrets) {
        for (Lane lane : lanes) {
            lane.offer(new Lane.Posting(notice, UUID.randomUUID().toString(), secrets));
        }
    }

    /** Whether all was delivered or given up within that time. */
    boolean flush(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(TimeUnit.NANOSECONDS.convert(limit), LONGEST_FLUSH);
        boolean all = true;
        for (Lane lane : lanes) {
            all &= lane.awaitIdle(Math.max(0, deadline - System.nanoTime()));
        }
        return all;
    }

    /** Waits for what is to be delivered, for a while; then takes nothing more, and says what is left. */
    void close() {
        if (closed.getAndSet(true)) {
            return; // a channel that cannot be stopped is not waited for a second time
        }
        try {
            flush(flushing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Lane lane : lanes) {
            List<Lane.Posting> left = lane.close();
            if (!left.isEmpty()) {
                LOG.warn(
                        "not told to {} within {} of the end, {} in all: {}{}",
                        lane.name(),
                        Words.of(flushing),
                        left.size(),
                        left.subList(0, Math.min(left.size(), MOST_NAMED)),
                        left.size() > MOST_NAMED ? " and others" : "");
            }
        }
    }

    private synchronized void began() {
        if (busy++ == 0) {
            Thread end = new Thread(this::close, "reeve-notify-end");
            try {
                Runtime.getRuntime().addShutdownHook(end);
                hook = end;
            } catch (IllegalStateException e) {
                LOG.debug("the process ends already; what is to be told now may be lost", e);
            }
        }
    }

    private synchronized void ended() {
        if (--busy == 0 && hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                LOG.debug("the process ends, and this is what its end waited for", e);
            }
            hook = null;
        }
    }
}
