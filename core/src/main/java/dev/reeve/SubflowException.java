package dev.reeve;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A flow that ran as a task of another one did not succeed: what such a task fails with, as {@code retryOn} sees it. */
public final class SubflowException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String flow;
    private final String runId;

    /** That run of that flow; {@code cause} is what its first failed task threw, if that is at hand. */
    public SubflowException(String flow, String runId, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.flow = flow;
        this.runId = runId;
    }

    /** The name of the flow. */
    public String flow() {
        return flow;
    }

    /** The identifier of its run. */
    public String runId() {
        return runId;
    }
}
