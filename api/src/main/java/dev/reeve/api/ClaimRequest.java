package dev.reeve.api;

/**
 * An agent asks for runs.
 *
 * @param free how many it can take
 * @param waitMillis how long the server may wait until there is one; at most 30,000 are waited
 */
public record ClaimRequest(int free, long waitMillis) {
    public ClaimRequest {
        free = Given.atLeast(1, free, "free");
        waitMillis = Given.atLeast(0L, waitMillis, "waitMillis");
    }
}
