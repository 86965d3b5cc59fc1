package dev.reeve.cluster;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param outcome how the function ended
 * @param value what it returned; of one that threw, nothing
 * @param words what it said about its success
 * @param thrown what it threw; null if it did not
 * @param reports how many reports the worker sent before
 */
record Ended(
        Outcome outcome,
        Parcel value,
        String words,
        @Nullable ThrownShape thrown,
        int reports) implements Serializable {
    /** How a function ends. */
    enum Outcome {
        /** It returned. */
        RETURNED,
        /** It returned {@code Loop.again(..)}. */
        AGAIN,
        /** It returned {@code Loop.done(..)}. */
        DONE,
        /** It threw {@code Signal.success(..)}. */
        SUCCEEDED,
        /** It threw something else. */
        THREW
    }
}
