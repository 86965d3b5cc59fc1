package dev.reeve.notify;

import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one channel: what is to go there, in order, and the thread that takes it there, which is there only while
 * there is something. A receiver that is slow or asks to wait holds up what goes to it, and nothing else.
 */
final class Lane {
    /** What is to be delivered. */
    record Posting(Notice notice, String id, SecretProvider secrets) {
        @Override
        public String toString() {
            return notice.title() + " (run " + notice.runName() + ")";
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private final Channel channel;
    private final Patience patience;
    private final Destinations destinations;
    private final int capacity;
    private final Time time;
    private final Runnable busy;
    private final Runnable idle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Posting> queue = new ArrayDeque<>();
    private @Nullable Thread worker;
    private boolean closed;
    private int dropped;

    /** {@code busy} and {@code idle} are called when it begins and ends to have something to deliver. */
    Lane(
            Channel channel,
            Patience patience,
            Destinations destinations,
            int capacity,
            Time time,
            Runnable busy,
            Runnable idle) {
        this.channel = channel;
        this.destinations = destinations;
        this.patience = patience;
        this.capacity = capacity;
        this.time = time;
        this.busy = busy;
        this.idle = idle;
    }

    /** Takes it to be delivered, unless too much waits already. Returns at once. */
    void offer(Posting posting) {
        lock.lock();
        try {
            if (closed) {
                LOG.warn("not told to {}: {}. The notifier was closed before.", channel.name(), posting);
            } else if (queue.size() >= capacity) {
                if (dropped++ == 0) {
                    LOG.warn(
                            "not told to {}: {}. {} notices wait for it already, and what comes is dropped until it has"
                                    + " taken some.",
                            channel.name(),
                            posting,
                            queue.size());
                }
            } else {
                take(posting);
            }
        } finally {
            lock.unlock();
        }
    }

    private void take(Posting posting) {
        if (dropped > 0) {
            LOG.warn("dropped while too many notices waited for {}: {} in all", channel.name(), dropped);
            dropped = 0;
        }
        queue.addLast(posting);
        if (worker == null) {
            busy.run();
            worker = Thread.ofPlatform()
                    .daemon()
                    .inheritInheritableThreadLocals(false) // it outlives the task that it was started by
                    .name("reeve-notify " + channel.name())
                    .start(this::work);
        }
    }

    /** Whether all was delivered or given up within that time. */
    boolean awaitIdle(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (worker != null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return worker == null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, and gives up what waits: that is what it returns. */
    List<Posting> close() {
        lock.lock();
        try {
            closed = true;
            List<Posting> left = new ArrayList<>(queue);
            queue.clear();
            changed.signalAll();
            if (worker != null) {
                worker.interrupt();
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    String name() {
        return channel.name();
    }

    private void work() {
        Posting posting = head(null);
        while (posting != null) {
            try {
                deliver(posting);
            } catch (Throwable broken) { // the thread has to go on to what waits behind it
                LOG.error("not told to {}: {}", channel.name(), posting, broken);
            }
            posting = head(posting);
        }
    }

    /** The next one, after {@code done} is taken off; null if there is none, and then this thread is the worker no more. */
    private @Nullable Posting head(@Nullable Posting done) {
        lock.lock();
        try {
            if (done != null) {
                queue.pollFirst(); // nobody else takes from it, save who closed and emptied it
            }
            Posting next = queue.peekFirst();
            if (next == null) {
                worker = null;
                idle.run();
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Posting posting) {
        for (int attempt = 1; ; attempt++) {
            Delivery delivery =
                    new Delivery(posting.id(), attempt, time.now(), patience.limit(), posting.secrets(), destinations);
            DeliveryException refused = Attempt.of(channel, posting.notice(), delivery, time, patience.limit());
            if (refused == null || isClosed()) {
                return;
            }
            Duration wait =
                    patience.wait(refused, attempt, ThreadLocalRandom.current().nextDouble());
            if (wait == null) {
                LOG.warn(
                        "not told to {}: {}, because {}{}",
                        channel.name(),
                        posting,
                        delivery.masked(refused.reason()),
                        after(refused, attempt));
                return;
            }
            if (!pause(wait)) {
                return;
            }
        }
    }

    private String after(DeliveryException refused, int attempt) {
        Duration asked = refused.askedWait().orElse(Duration.ZERO);
        String attempts = attempt == 1 ? "" : " (after " + attempt + " attempts)";
        return asked.compareTo(patience.longestWait()) > 0
                ? attempts + ", and asked to wait for " + Words.of(asked) + ", which is too long"
                : attempts;
    }

    private boolean pause(Duration wait) {
        AtomicBoolean rung = new AtomicBoolean();
        Time.Alarm alarm = time.at(time.now().plus(wait), () -> ring(rung));
        lock.lock();
        try {
            while (!rung.get() && !closed) {
                changed.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            lock.unlock();
            alarm.cancel();
        }
    }

    private void ring(AtomicBoolean rung) {
        lock.lock();
        try {
            rung.set(true);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
