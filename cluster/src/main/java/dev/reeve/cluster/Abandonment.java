package dev.reeve.cluster;

import java.time.Duration;

/**
 * Closes a cluster that a program forgot to close, so that the program ends: some threads of the grid keep a process
 * alive, and would for ever.
 */
final class Abandonment implements Runnable {
    private static final long PAUSE = Duration.ofSeconds(1).toMillis();

    private final Runnable close;
    private volatile boolean over;

    private Abandonment(Runnable close) {
        this.close = close;
    }

    /** Closes it once no thread of the program's own is left; {@link #forget} ends the watch. */
    static Abandonment watch(Runnable close) {
        Abandonment watch = new Abandonment(close);
        Thread.ofPlatform().daemon().name("reeve-cluster-watch").start(watch);
        return watch;
    }

    void forget() {
        over = true;
    }

    @Override
    public void run() {
        while (!over) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
            if (!over && isLeft()) {
                close.run();
                return;
            }
        }
    }

    private static boolean isLeft() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 100];
        int count = root.enumerate(threads, true);
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            if (!thread.isDaemon()
                    && !thread.getName().contains("%" + GridNode.NAME) // threads of the grid bear the name of its node
                    && !thread.getName().equals("DestroyJavaVM")) {
                return false;
            }
        }
        return true;
    }
}
