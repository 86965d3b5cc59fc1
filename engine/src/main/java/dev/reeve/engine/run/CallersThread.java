package dev.reeve.engine.run;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The thread that called {@code run()}, where the executor runs tasks in it; absent everywhere else. */
final class CallersThread {
    /** The thread that works, and whether it does in the place of a caller: one thing, as others look at both. */
    private record Worker(Thread thread, boolean standsIn) {
        boolean isCurrent() {
            return thread == Thread.currentThread();
        }
    }

    private final Loop loop;
    private final AtomicReference<@Nullable Worker> worker = new AtomicReference<>();
    private boolean wasInterrupted;
    private volatile boolean begun;
    /** Whether a thread was ever asked to stand in. */
    private volatile boolean asked;

    CallersThread(Loop loop) {
        this.loop = loop;
    }

    boolean present() {
        return worker.get() != null;
    }

    private boolean isCurrent() {
        Worker working = worker.get();
        return working != null && working.isCurrent();
    }

    void wake() {
        Worker waiting = worker.get();
        if (waiting != null && !waiting.isCurrent()) {
            LockSupport.unpark(waiting.thread());
        }
    }

    /** The run begins with the next work; before that there is nothing to work for. */
    void begin() {
        begun = true;
    }

    /**
     * A run in the caller's thread goes on in the thread of whoever let it, unless it has not begun: then it does in the
     * thread that begins it.
     */
    void workOn() {
        if (begun) {
            work();
        }
    }

    /**
     * The caller's thread works, and sleeps while only alarms can bring it something. If another thread is at it, that
     * one goes on instead, also with what it was told after its last look.
     */
    void work() {
        work(new Worker(Thread.currentThread(), false));
    }

    private void work(Worker me) {
        while (!loop.settling().isSettled() && worker.compareAndSet(null, me)) {
            wasInterrupted = false;
            Map<String, String> before = loop.crew().join();
            try {
                clearInterrupt(false);
                serveUntilSettled();
            } finally {
                loop.crew().leave(before);
                boolean keep = wasInterrupted;
                worker.set(null);
                if (keep) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** A time limit lets the run go on, and perhaps no caller is there any more: then a thread stands in for them. */
    void standIn() {
        if (!present()) {
            asked = true; // now, as the run may end before that thread begins
            loop.facts().host().machine().standIn(this::workInPlace);
        }
    }

    private void workInPlace() {
        work(new Worker(Thread.currentThread(), true));
    }

    /**
     * Whether nobody works for the run but one who stands in for the caller, and does nothing for the run around it. Who
     * asks may be another one: a thread that told handlers also tells what came of the run meanwhile.
     */
    boolean isStoodIn() {
        Worker working = worker.get();
        return working == null ? asked : working.standsIn();
    }

    private void serveUntilSettled() {
        while (!loop.settling().isSettled()) {
            Work work = loop.workers().take();
            if (work != null) {
                work.execute();
                loop.workers().done(work);
            } else if (!loop.settling().isSettled()) {
                loop.facts().host().machine().idle(loop);
                clearInterrupt(false);
            }
        }
    }

    /** Clears the flag of this thread; an interrupt of the caller's thread that was not ours cancels the run. */
    void clearInterrupt(boolean ours) {
        if (Thread.interrupted() && !ours && isCurrent()) {
            interrupted();
        }
    }

    /** Somebody interrupted the thread that runs the flow: it is asked to stop, and told so once it has. */
    void interrupted() {
        if (isCurrent()) {
            wasInterrupted = true;
            loop.steering()
                    .cancel(
                            "the thread that ran the flow was interrupted",
                            loop.facts().host().grace());
        }
    }
}
