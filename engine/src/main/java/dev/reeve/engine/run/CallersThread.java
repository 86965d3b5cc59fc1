package dev.reeve.engine.run;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The thread that called {@code run()}, where the executor runs tasks in it; absent everywhere else. */
final class CallersThread {
    private final Loop loop;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private boolean wasInterrupted;
    private volatile boolean begun;
    private volatile @Nullable Thread standIn;

    CallersThread(Loop loop) {
        this.loop = loop;
    }

    boolean present() {
        return thread.get() != null;
    }

    void wake() {
        Thread waiting = thread.get();
        if (waiting != null && waiting != Thread.currentThread()) {
            LockSupport.unpark(waiting);
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
        while (!loop.settling().isSettled() && thread.compareAndSet(null, Thread.currentThread())) {
            wasInterrupted = false;
            Map<String, String> before = loop.crew().join();
            try {
                clearInterrupt(false);
                serveUntilSettled();
            } finally {
                loop.crew().leave(before);
                boolean keep = wasInterrupted;
                thread.set(null);
                if (keep) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** A time limit lets the run go on, and perhaps no caller is there any more: then a thread stands in for them. */
    void standIn() {
        if (!present()) {
            loop.facts().host().machine().standIn(this::workInPlace);
        }
    }

    private void workInPlace() {
        standIn = Thread.currentThread();
        work();
    }

    /**
     * Whether nobody works for the run but one who stands in for the caller, and does nothing for the run around it. Who
     * asks may be another one: a thread that told handlers also tells what came of the run meanwhile.
     */
    boolean isStoodIn() {
        Thread standing = standIn;
        Thread working = thread.get();
        return standing != null && (working == null || working.equals(standing));
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
        if (Thread.interrupted() && !ours && thread.get() == Thread.currentThread()) {
            interrupted();
        }
    }

    /** Somebody interrupted the thread that runs the flow: it is asked to stop, and told so once it has. */
    void interrupted() {
        if (thread.get() == Thread.currentThread()) {
            wasInterrupted = true;
            loop.steering().cancel("the thread that ran the flow was interrupted");
        }
    }
}
