package dev.reeve;

import org.jspecify.annotations.Nullable;

/**
 * Which recorded run is to go on, and what of it is used again. Immutable: each method returns another.
 *
 * <pre>{@code
 * flow.resume("01kb0yv4qg0000000000000000", RunOptions.DEFAULT);
 * flow.run(RunOptions.DEFAULT.resuming(Resumption.of(id).from("load")));
 * }</pre>
 *
 * <p>Without {@link #from}, what did not end well runs again, and all that comes after it.
 */
public final class Resumption {
    /** What has to be the same for a task run that ended well to be used again. */
    public enum Reuse {
        /** Its code, what it is made from, and all that is upstream of it. */
        SAME_CODE,
        /** Its place in the flow and its parameters; the code may have changed. */
        SAME_GRAPH,
        /** Its name. */
        SAME_NAME,
        /** Nothing is used again. */
        NOTHING
    }

    private final String runId;
    private final Reuse reuse;
    private final @Nullable String task;
    private final int child;

    private Resumption(String runId, Reuse reuse, @Nullable String task, int child) {
        this.runId = runId;
        this.reuse = reuse;
        this.task = task;
        this.child = child;
    }

    /** Goes on with the run of that identifier; reuses what was made by the same code. */
    public static Resumption of(String runId) {
        if (runId.isBlank()) {
            throw new IllegalArgumentException("the identifier of the run to resume is empty");
        }
        return new Resumption(runId, Reuse.SAME_CODE, null, -1);
    }

    /** What has to be the same. */
    public Resumption reuse(Reuse policy) {
        return new Resumption(runId, policy, task, child);
    }

    /**
     * Runs that task again and all that comes after it. Everything else that ended stays as it is, whatever its code;
     * only what is upstream of the task and did not end well runs again too, and what reads a parameter that is given
     * another value.
     */
    public Resumption from(String name) {
        return new Resumption(runId, Reuse.SAME_NAME, name, -1);
    }

    /** Runs only that child of that mapped task again, and all that comes after it. */
    public Resumption from(String name, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("child " + index + " of \"" + name + "\"; children count from 0");
        }
        return new Resumption(runId, Reuse.SAME_NAME, name, index);
    }

    /** The run. */
    public String runId() {
        return runId;
    }

    /** What has to be the same for a task run to be used again. */
    public Reuse reuse() {
        return reuse;
    }

    /** The task that runs again with all after it; null: what did not end well does. */
    public @Nullable String task() {
        return task;
    }

    /** The only child of that task that runs again; -1: all. */
    public int child() {
        return child;
    }
}
