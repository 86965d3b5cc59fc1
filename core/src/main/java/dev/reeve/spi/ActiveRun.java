package dev.reeve.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A run that goes on. Thread-safe. */
public interface ActiveRun {
    /** Its identifier. */
    String id();

    /** What it looks like now; can be asked at any time. */
    RunView view();

    /**
     * Waits until it ended, or until it can go on only if a person says so.
     *
     * @throws IllegalStateException on a thread that works for the run, which would wait for itself
     */
    RunView await() throws InterruptedException;

    /** Completes when {@link #await()} would return. Never exceptionally for what a task did. */
    CompletionStage<RunView> completion();

    /** Asks it to stop: what has not begun is cancelled, what runs is interrupted. */
    void cancel(String reason);

    /** The same; what runs is waited for no longer than {@code grace}, whatever its options say. */
    void cancel(String reason, Duration grace);

    /**
     * Lets a paused task go on, and its paused children: {@code "ask"}, {@code "ask[2]"} for one child alone, {@code
     * "load/ask"} for a task of the flow run that task {@code load} is.
     *
     * @throws java.util.NoSuchElementException if there is no task of that name
     * @throws IllegalStateException if it is not paused; names its state and what is
     */
    void resume(String task, String by);

    /**
     * Answers a paused task, named as in {@link #resume}.
     *
     * @throws java.util.NoSuchElementException if there is no task of that name
     * @throws IllegalStateException if it is not paused; names its state and what is
     * @throws IllegalArgumentException if an approval asks for another type of answer
     */
    void answer(String task, @Nullable Object value, String by);
}
