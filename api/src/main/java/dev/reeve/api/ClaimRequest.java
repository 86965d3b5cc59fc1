package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent asks for runs.
 *
 * @param free how many it can take
 * @param waitMillis how long the server may wait until there is one; at most 30,000 are waited
 * @param holding the runs that it has; what the server gave it beside those, in an answer that was lost, is given again.
 *     Null: nothing is given again
 */
public record ClaimRequest(
        int free, long waitMillis, @Nullable List<String> holding) {
    public ClaimRequest {
        free = Given.atLeast(1, free, "free");
        waitMillis = Given.atLeast(0L, waitMillis, "waitMillis");
        holding = holding == null ? null : Given.texts(holding, "holding");
    }

    /** Asks without telling what it has. */
    public ClaimRequest(int free, long waitMillis) {
        this(free, waitMillis, null);
    }
}
