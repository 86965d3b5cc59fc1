package dev.reeve.engine.executor;

import dev.reeve.spi.TaskExecutor;
import java.util.concurrent.ThreadFactory;

/**
 * Workers on virtual threads: for tasks that wait. Virtual threads do not keep a process alive by themselves; whoever
 * starts a run without waiting for it has to.
 */
public final class VirtualExecutor implements TaskExecutor {
    private final int slots;
    /** They inherit nothing, as a task of another run may start them. */
    private final ThreadFactory threads = Thread.ofVirtual()
            .name("reeve-virtual-", 1)
            .inheritInheritableThreadLocals(false)
            .factory();

    public VirtualExecutor(int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException(slots + " virtual threads; use 1 or more");
        }
        this.slots = slots;
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public boolean inCallersThread() {
        return false;
    }

    @Override
    public void startWorker(Runnable worker) {
        threads.newThread(worker).start();
    }

    @Override
    public String describe() {
        return slots == 1 ? "1 virtual thread" : slots + " virtual threads";
    }

    @Override
    public void close() {
        // a virtual thread ends with its work
    }
}
