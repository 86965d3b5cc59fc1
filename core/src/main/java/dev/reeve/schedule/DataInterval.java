package dev.reeve.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The span of time whose data a run is about: {@code from} inclusive, {@code to} exclusive. A run that a schedule began
 * has the span from the firing before to its own. Immutable.
 *
 * @param from where it begins
 * @param to where it ends; not before it begins
 */
public record DataInterval(Instant from, Instant to) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public DataInterval {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "a data interval from " + from + " to " + to + " ends before it begins. Exchange the two.");
        }
    }

    /** The empty one, of a run that no schedule began or that is the first of its schedule. */
    public static DataInterval at(Instant time) {
        return new DataInterval(time, time);
    }

    /** How long it is; zero for the empty one. */
    public Duration length() {
        return Duration.between(from, to);
    }
}
