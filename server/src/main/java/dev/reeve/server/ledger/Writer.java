package dev.reeve.server.ledger;

import dev.reeve.server.database.Database;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that writes what queued up while it wrote the last: many works, one commit, nobody waits for a clock. A
 * database that is away for a moment is waited for; a work that cannot be written alone is refused alone.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST = 64;
    private static final int LONGEST_QUEUE = 10_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE = 50_000_000;

    private final Database database;
    private final Images images;
    private final LedgerMeters meters;
    private final Commits commits;
    private final Endings endings;
    private final Runnable freed;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Deque<Work> taken = new ArrayDeque<>();
    private final Thread thread;
    private @Nullable Writing writing;
    private volatile boolean closed;

    Writer(
            Database database,
            Catalog catalog,
            Commits commits,
            Endings endings,
            Runnable freed,
            int number,
            LedgerMeters meters) {
        this.meters = meters;
        this.database = database;
        this.commits = commits;
        this.endings = endings;
        this.freed = freed;
        this.images = new Images(catalog);
        this.thread =
                Thread.ofPlatform().name("reeve-ledger-" + number).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Waits while very much is queued. */
    void add(Work work) {
        try {
            if (!closed && (queue.offer(work) || queue.offer(work, 30, TimeUnit.SECONDS))) {
                if (closed && queue.remove(work)) { // it came too late to be seen
                    work.fail(LedgerException.away("the server stops", null));
                }
                return;
            }
            work.fail(LedgerException.away(
                    closed ? "the server stops" : "the database is too slow; try again later", null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            work.fail(new LedgerException("interrupted", e));
        }
    }

    private void run() {
        while (!closed || !queue.isEmpty() || !taken.isEmpty()) {
            List<Work> group = next();
            if (!group.isEmpty()) {
                write(group);
            }
        }
        disconnect();
        failAll();
    }

    /** What queued up, at most one work of each run; the second one of a run waits for the next time. */
    private List<Work> next() {
        try {
            if (taken.isEmpty()) {
                Work first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    taken.add(first);
                }
            }
        } catch (InterruptedException e) {
            return List.of(); // closing
        }
        queue.drainTo(taken, MOST - Math.min(MOST, taken.size()));
        List<Work> group = new ArrayList<>();
        Set<UUID> runs = new HashSet<>();
        for (Iterator<Work> each = taken.iterator(); each.hasNext(); ) {
            Work work = each.next();
            if (runs.add(work.run())) {
                group.add(work);
                each.remove();
            }
        }
        return group;
    }

    private void write(List<Work> group) {
        long end = System.nanoTime() + PATIENCE;
        List<Work> open = group;
        while (!open.isEmpty()) {
            try {
                long began = System.nanoTime();
                connected().write(open);
                meters.committed(open.size(), (System.nanoTime() - began) / 1e9);
                commits.happened();
                return;
            } catch (SQLException | RuntimeException e) {
                open.forEach(work -> images.forget(work.run()));
                open = open.stream().filter(work -> !answered(work)).toList();
                if (!passing(e)) {
                    one(open, e);
                    return;
                }
                disconnect();
                if (System.nanoTime() - end > 0 || closed) {
                    LOG.warn("The database cannot be reached: {}", e.toString());
                    open.forEach(work -> work.fail(LedgerException.away("the database cannot be reached", e)));
                    return;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** It is one of them that the database does not take; the others shall not suffer. */
    private void one(List<Work> open, Exception problem) {
        if (open.size() == 1) {
            refuse(open.get(0), problem);
        } else {
            open.forEach(work -> write(List.of(work)));
        }
    }

    private static void refuse(Work work, Exception problem) {
        String said = "it cannot be written: " + LedgerException.firstLine(problem);
        if (!(problem instanceof SQLException)) {
            LOG.error("Writing of run {} failed", work.run(), problem);
            work.fail(new LedgerException(said, problem));
            return;
        }
        switch (work) {
            case Work.Submit submit -> submit.answer().complete(new Submitted.Refused(said));
            case Work.Append append -> append.answer().complete(new Reply.Refused(0, said));
        }
    }

    private static boolean answered(Work work) {
        return switch (work) {
            case Work.Submit submit -> submit.answer().isDone();
            case Work.Append append -> append.answer().isDone();
        };
    }

    private static boolean passing(Exception problem) {
        return problem instanceof SQLException sql && LedgerException.passing(sql)
                || problem instanceof LedgerException asked && asked.passing();
    }

    private Writing connected() throws SQLException {
        if (writing == null) {
            writing = new Writing(database.dedicated(), images, endings, freed);
        }
        return writing;
    }

    private void disconnect() {
        if (writing != null) {
            try {
                writing.connection().close();
            } catch (SQLException e) {
                LOG.debug("A connection that broke cannot be closed", e);
            }
            writing = null;
        }
    }

    private void failAll() {
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            work.fail(LedgerException.away("the server stops", null));
        }
    }

    /** What is queued is written before. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt(); // it may wait for works
        try {
            thread.join(PATIENCE / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
