package dev.reeve.testing;

import java.util.HashSet;
import java.util.Set;

/** Whether a process of a testbed is alive. Once it is lost nothing of it goes on. Thread-safe. */
final class Life {
    private final int number;
    private final Set<Thread> workers = new HashSet<>();
    private volatile boolean lost;

    Life(int number) {
        this.number = number;
    }

    /** Which process it is, counted from 1. */
    int number() {
        return number;
    }

    boolean isLost() {
        return lost;
    }

    /**
     * It is lost; returns what takes the thread out. Its other workers are interrupted, as what they wait for may never
     * come: another one was to bring it.
     */
    synchronized EngineLost lose() {
        lost = true;
        for (Thread worker : workers) {
            if (worker != Thread.currentThread()) {
                worker.interrupt();
            }
        }
        return new EngineLost();
    }

    void require() {
        if (lost) {
            throw new EngineLost();
        }
    }

    /** What a worker of it does; its thread has no interrupt left afterwards that was meant for the process. */
    void work(Runnable worker) {
        Thread thread = Thread.currentThread();
        synchronized (this) {
            workers.add(thread);
        }
        try {
            worker.run();
        } finally {
            synchronized (this) {
                workers.remove(thread);
                if (lost) {
                    Thread.interrupted();
                }
            }
        }
    }
}
