package dev.reeve.agent;

import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.RunLine;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.UnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the lines of a run's log to the server, in batches of what came while the one before was under way. Holds a
 * bounded number of them, and says how many were lost when more came; a very long line is cut and says so. Thread-safe.
 */
final class LogShipping implements Runnable {
    /** Characters of a line that are kept. */
    static final int LONGEST_LINE = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(LogShipping.class);
    private static final int MOST_LINES = 1_000;
    private static final int MOST_SIZE = 512 << 10;
    private static final int MOST_HELD = 100_000;
    private static final int MOST_HELD_SIZE = 32 << 20;

    private final RunnerClient server;
    private final int epoch;
    private final Pauses pauses;
    private final InstantSource clock;
    private final Executor thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<RunLine> held = new ArrayDeque<>();
    private long size;
    private long dropped;
    private long taken;
    private long sent;
    private int failures;
    private boolean begun;
    private boolean hurried;
    private boolean over;
    private boolean ended;

    /** In that thread, which it asks for with the first line: most runs of one small task have none. */
    LogShipping(RunnerClient server, int epoch, Pauses pauses, InstantSource clock, Executor thread) {
        this.thread = thread;
        this.server = server;
        this.epoch = epoch;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** That text, or as much of it as is kept. */
    static String cut(String text) {
        return text.length() <= LONGEST_LINE
                ? text
                : text.substring(0, LONGEST_LINE) + "… (cut here: the line has " + text.length() + " characters)";
    }

    /** A line of the log. */
    void add(RunLine line) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (held.size() >= MOST_HELD || size >= MOST_HELD_SIZE) {
                dropped++;
                return;
            }
            putLostLines();
            put(line);
            begin();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            thread.execute(this);
        }
    }

    private void putLostLines() {
        if (dropped > 0) {
            put(lostLines());
        }
    }

    private RunLine lostLines() {
        String text = dropped + " lines are missing here: they came faster than the server takes them";
        dropped = 0;
        return new RunLine(clock.instant(), LogLevel.WARN, -1, -1, "dev.reeve.agent", text);
    }

    private void put(RunLine line) {
        held.add(line);
        taken++;
        size += line.text().length();
    }

    /**
     * Takes to the server what came so far, without waiting for the time at which one that was away is asked again.
     *
     * @return whether it has all of it; else it could not be reached, or takes longer than that
     */
    boolean deliver(Duration most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            putLostLines();
            long all = taken;
            int failed = failures;
            hurried = true;
            changed.signalAll();
            long left = most.toNanos();
            while (sent < all && !ended && failures == failed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return sent >= all || ended;
        } finally {
            lock.unlock();
        }
    }

    /** No more lines come; waits so long until they are with the server. */
    void finish(Duration most) throws InterruptedException {
        lock.lock();
        try {
            putLostLines();
            over = true;
            hurried = true;
            ended |= !begun;
            changed.signalAll();
            long left = most.toNanos();
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            List<RunLine> batch = next();
            while (!batch.isEmpty()) {
                send(batch);
                batch = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RefusedException refused) { // the run is another runner's, or over
            LOG.debug("the server takes no more lines: {}", refused.getMessage());
        } finally {
            end();
        }
    }

    private void send(List<RunLine> lines) throws InterruptedException {
        LogBatch batch = new LogBatch(epoch, sent, lines);
        for (int tries = 1; ; tries++) {
            try {
                server.logs(batch);
                sent(lines.size());
                return;
            } catch (UnavailableException away) {
                LOG.debug("lines wait: {}", away.getMessage());
                pause(pauses.after(tries));
            }
        }
    }

    private void sent(int lines) {
        lock.lock();
        try {
            sent += lines;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Less, if somebody waits for the lines. */
    private void pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            failures++;
            hurried = false;
            changed.signalAll();
            long left = nanos;
            while (!hurried && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What there is, as soon as there is something; nothing at the end. */
    private List<RunLine> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (held.isEmpty() && !over) {
                changed.await();
            }
            List<RunLine> lines = new ArrayList<>();
            int taken = 0;
            while (!held.isEmpty() && lines.size() < MOST_LINES && taken < MOST_SIZE) {
                RunLine line = held.remove();
                lines.add(line);
                taken += line.text().length();
            }
            size -= taken;
            return lines;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            held.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
