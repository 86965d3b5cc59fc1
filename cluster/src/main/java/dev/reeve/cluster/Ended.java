package dev.reeve.cluster;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param outcome how the function ended
 * @param value what it returned; of one that threw, nothing
 * @param words what it said about its success
 * @param thrown what it threw; null if it did not
 * @param missing names of results that it needs and the worker could not get: then it was not called
 * @param reports how many reports the worker sent before
 */
record Ended(
        Outcome outcome,
        Parcel value,
        String words,
        @Nullable ThrownShape thrown,
        List<String> missing,
        int reports) implements Serializable {
    Ended {
        missing = List.copyOf(missing);
    }

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
        THREW,
        /** It was not called. */
        MISSING
    }
}
