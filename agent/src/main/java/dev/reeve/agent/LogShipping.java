package dev.reeve.agent;

import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.RunLine;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.UnavailableException;
import java.io.IOException;
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
 * Sends the lines of a run's log to the server, in batches of what came while the one before was under way. While the
 * server is away, batches go to the {@link Spool} as well, and are sent again as they were. Holds a bounded number of
 * lines, there and in memory, and says how many were lost when more came; a very long line is cut and says so.
 * Thread-safe.
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
    private final Spool<LogBatch> spool;
    private final int epoch;
    private final Pauses pauses;
    private final InstantSource clock;
    private final Executor thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<RunLine> held = new ArrayDeque<>();
    /** Those that the server did not acknowledge, in order. Of the thread that sends, as what follows. */
    private final Deque<LogBatch> waiting = new ArrayDeque<>();

    private long formed;
    /** Batches that begin before that line are on the disk, if they still wait. */
    private long spooled;

    private int tries;
    private boolean full;
    /** Characters of lines that the server does not have. Guarded, as what follows. */
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
    LogShipping(
            RunnerClient server,
            Spool<LogBatch> spool,
            int epoch,
            Pauses pauses,
            InstantSource clock,
            Executor thread) {
        this.thread = thread;
        this.server = server;
        this.spool = spool;
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
            if (taken - sent >= MOST_HELD || size >= MOST_HELD_SIZE) {
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
            while (formNext()) {
                send(waiting.getFirst());
            }
        } catch (InterruptedException e) { // the process ends; what was spooled is delivered by the agent
            spool.close();
            Thread.currentThread().interrupt();
        } catch (RefusedException refused) { // the run is another runner's, or over
            LOG.debug("the server takes no more lines: {}", refused.getMessage());
            spool.delete();
        } finally {
            end();
        }
    }

    /** Whether there is a batch to be sent, as soon as there is something; else all was sent that will ever come. */
    private boolean formNext() throws InterruptedException {
        List<RunLine> lines = waiting.isEmpty() ? next() : List.of();
        if (!lines.isEmpty()) {
            form(lines);
        }
        return !waiting.isEmpty();
    }

    private void form(List<RunLine> lines) {
        waiting.add(new LogBatch(epoch, formed, lines));
        formed += lines.size();
    }

    private void send(LogBatch batch) throws InterruptedException {
        try {
            server.logs(batch);
        } catch (UnavailableException away) {
            LOG.debug("lines wait: {}", away.getMessage());
            toDisk();
            tries++;
            pause(pauses.after(tries));
            return;
        }
        waiting.removeFirst();
        if (waiting.isEmpty()) { // before anything else comes: the next time makes a file of its own
            tries = 0;
            spool.delete();
        }
        sent(batch.lines());
    }

    /** Also those again that there was no room for before: they have to be there in order. */
    private void toDisk() {
        try {
            for (LogBatch batch : waiting) {
                if (batch.firstSeq() >= spooled) {
                    spool.add(batch);
                    spooled = batch.firstSeq() + batch.lines().size();
                }
            }
            full = false;
        } catch (IOException e) { // they stay in memory
            if (!full) {
                full = true;
                LOG.warn("lines of a run cannot be put on the disk while the server is away: {}", e.toString());
            }
        }
    }

    private void sent(List<RunLine> lines) {
        lock.lock();
        try {
            sent += lines.size();
            lines.forEach(line -> size -= line.text().length());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What comes meanwhile goes to the disk. Takes less time if somebody waits for the lines. */
    private void pause(long nanos) throws InterruptedException {
        failed();
        long until = System.nanoTime() + nanos;
        while (waits(until)) {
            List<RunLine> lines = during(until);
            if (!lines.isEmpty()) {
                form(lines);
                toDisk();
            }
        }
    }

    private boolean waits(long until) {
        lock.lock();
        try {
            return !hurried && System.nanoTime() < until;
        } finally {
            lock.unlock();
        }
    }

    private void failed() {
        lock.lock();
        try {
            failures++;
            hurried = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What comes until then, or until it is time to try again. */
    private List<RunLine> during(long until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = until - System.nanoTime();
            while (held.isEmpty() && !hurried && left > 0) {
                left = changed.awaitNanos(left);
            }
            return taken();
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
            return taken();
        } finally {
            lock.unlock();
        }
    }

    private List<RunLine> taken() {
        List<RunLine> lines = new ArrayList<>();
        int length = 0;
        while (!held.isEmpty() && lines.size() < MOST_LINES && length < MOST_SIZE) {
            RunLine line = held.remove();
            lines.add(line);
            length += line.text().length();
        }
        return lines;
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
