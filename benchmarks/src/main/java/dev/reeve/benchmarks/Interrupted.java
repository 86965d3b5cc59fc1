package dev.reeve.benchmarks;

import java.util.List;

/** Closes what runs outside of this process, and its files, if this process is told to end in the middle. */
public final class Interrupted {
    private final Thread hook;

    private Interrupted(Thread hook) {
        this.hook = hook;
    }

    /** Those, in that order, from now on until it is closed. */
    public static Interrupted closes(List<AutoCloseable> things) {
        Thread hook = new Thread(() -> things.forEach(Interrupted::close), "benchmark-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interrupted(hook);
    }

    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            System.err.println("benchmarks: " + e);
        }
    }

    /** They are closed otherwise. */
    public void close() {
        try {
            boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is at work
        }
    }
}
