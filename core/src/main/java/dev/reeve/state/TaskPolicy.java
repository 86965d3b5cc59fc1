package dev.reeve.state;

/**
 * What a task's definition says about its transitions.
 *
 * @param retries how many failures are followed by another attempt; 0 or more
 * @param skipRule what skipped upstreams mean
 */
public record TaskPolicy(int retries, SkipRule skipRule) {
    /** No retries, skips of whole upstream nodes propagate. */
    public static final TaskPolicy DEFAULT = new TaskPolicy(0, SkipRule.WHOLE_NODES);

    public TaskPolicy {
        if (retries < 0) {
            throw new IllegalArgumentException(retries + " retries; use 0 or more");
        }
    }
}
