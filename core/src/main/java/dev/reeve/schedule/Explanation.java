package dev.reeve.schedule;

import java.util.List;

/**
 * A firing and why it falls where it does. Immutable.
 *
 * @param reasons sentences for people: the day that was meant, what clocks do there, where it was moved
 */
public record Explanation(Firing firing, List<String> reasons) {
    /** Copies them. */
    public Explanation {
        reasons = List.copyOf(reasons);
    }
}
