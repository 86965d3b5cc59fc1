package dev.reeve.spi;

import dev.reeve.TaskRun;
import org.jspecify.annotations.Nullable;

/** The attempt that runs on a thread: the one thread-bound thing. Set by whatever runs attempts. */
public final class CurrentTaskRun {
    private static final ThreadLocal<@Nullable TaskRun> CURRENT = new ThreadLocal<>();

    private CurrentTaskRun() {}

    /** The attempt that runs on this thread; fails if none does. */
    public static TaskRun get() {
        TaskRun run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException(
                    "no task runs on thread \"" + Thread.currentThread().getName()
                            + "\". TaskRun.current() works inside a task's function, on the thread that runs it. What the"
                            + " function does on other threads (its own, a pool's, a parallel stream's) has to be"
                            + " handed the TaskRun: ask for it before. A function that is also called as a plain"
                            + " method, in a test say, takes taskRun() as its first input instead. While a flow is"
                            + " defined no task runs: what one needs then, as a secret, is given to it as an input,"
                            + " secret(\"name\").");
        }
        return run;
    }

    /** The attempt that runs on this thread; null if none does. */
    public static @Nullable TaskRun ifAny() {
        return CURRENT.get();
    }

    /** Says which attempt runs on this thread from now on; null for none. Returns the one before. */
    public static @Nullable TaskRun set(@Nullable TaskRun run) {
        TaskRun before = CURRENT.get();
        CURRENT.set(run);
        return before;
    }
}
