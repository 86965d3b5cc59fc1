package dev.reeve.server.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one watcher is still to be sent. Whoever puts something in never waits: what a slow watcher cannot keep up with is
 * thrown away, and read anew from where it stands. Thread-safe.
 */
final class Outbox {
    private static final int MOST_PIECES = 64;
    private static final long MOST_BYTES = 1 << 20;

    /** What comes next. */
    sealed interface Next {
        /** This piece. */
        record Event(Piece piece) implements Next {}

        /** Nothing happened for so long. */
        record Silence() implements Next {}

        /** Something was thrown away. */
        record Behind() implements Next {}

        /** There will be no more. */
        record End() implements Next {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long bytes;
    private boolean behind;
    private boolean ended;

    void put(Piece piece) {
        lock.lock();
        try {
            if (pieces.size() >= MOST_PIECES || bytes > MOST_BYTES) {
                pieces.clear();
                bytes = 0;
                behind = true;
            }
            if (!behind) {
                pieces.add(piece);
                bytes += piece.json().length;
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    Next next(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (true) {
                if (ended) {
                    return new Next.End();
                }
                if (behind) {
                    behind = false;
                    return new Next.Behind();
                }
                @Nullable Piece piece = pieces.poll();
                if (piece != null) {
                    bytes -= piece.json().length;
                    return new Next.Event(piece);
                }
                if (left <= 0) {
                    return new Next.Silence();
                }
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
