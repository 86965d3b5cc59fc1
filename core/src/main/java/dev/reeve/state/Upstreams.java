package dev.reeve.state;

/**
 * How the upstream task runs of a node ended, counted. Children of mapped upstreams are counted one by one;
 * constants and parameters are no upstreams.
 *
 * @param successful ended Success or Cached
 * @param skipped ended Skipped
 * @param failed ended Failed, TimedOut, TriggerFailed or Crashed
 * @param cancelled ended Cancelled
 * @param skippedNodes upstream nodes that are Skipped as a whole: a mapped one only if no child had a value
 */
public record Upstreams(int successful, int skipped, int failed, int cancelled, int skippedNodes) {
    /** Nothing is upstream. */
    public static final Upstreams NONE = new Upstreams(0, 0, 0, 0, 0);

    public Upstreams {
        if (successful < 0 || skipped < 0 || failed < 0 || cancelled < 0 || skippedNodes < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    /** All of them. */
    public int total() {
        return successful + skipped + failed + cancelled;
    }

    /** Those that count as successful for a trigger: a skip is no failure. */
    public int good() {
        return successful + skipped;
    }

    /** Whether something ended neither well nor skipped. */
    public boolean troubled() {
        return failed > 0 || cancelled > 0;
    }

    /** In words, only what there is: {@code "2 of 5 upstream tasks failed, 1 was cancelled"}. */
    public String words() {
        if (total() == 0) {
            return "there is no upstream task";
        }
        StringBuilder text = new StringBuilder();
        append(text, failed, "failed");
        append(text, cancelled, cancelled == 1 ? "was cancelled" : "were cancelled");
        append(text, skipped, skipped == 1 ? "was skipped" : "were skipped");
        append(text, successful, "succeeded");
        return text.toString();
    }

    private void append(StringBuilder text, int count, String what) {
        if (count == 0) {
            return;
        }
        if (text.isEmpty()) {
            text.append(count)
                    .append(" of ")
                    .append(total())
                    .append(total() == 1 ? " upstream task " : " upstream tasks ");
        } else {
            text.append(", ").append(count).append(' ');
        }
        text.append(what);
    }
}
