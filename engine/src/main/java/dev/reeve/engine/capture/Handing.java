package dev.reeve.engine.capture;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands lines on one at a time and in order, by a thread of its own: whoever prints holds the lock of the stream, which
 * a log that writes to the same stream waits for while it holds its own. Thread-safe.
 */
final class Handing {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turns = new AtomicInteger();

    void add(Runnable line) {
        waiting.add(line);
    }

    /** Sees that what waits is handed on. */
    void begin() {
        if (!waiting.isEmpty() && turns.getAndIncrement() == 0) {
            Thread.ofVirtual().inheritInheritableThreadLocals(false).start(this::drain);
        }
    }

    private void drain() {
        int missed = 1;
        do {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
            missed = turns.addAndGet(-missed);
        } while (missed != 0);
        synchronized (turns) {
            turns.notifyAll();
        }
    }

    /** Waits until all was handed on. */
    void await() {
        boolean interrupted = false;
        synchronized (turns) {
            while (turns.get() != 0) {
                try {
                    turns.wait();
                } catch (InterruptedException e) { // the log has only to take what there is
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
