package dev.reeve.testing;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a task behaves in a test.
 *
 * @param fake what takes the place of its function; null for nothing
 * @param failures which attempts fail
 * @param delays how long attempts take
 */
record Behaviour(@Nullable Fake fake, List<Failing> failures, List<Taking> delays) {
    /** The first attempts of a child, or of all (-1), fail. */
    record Failing(int child, int times, Supplier<? extends Exception> with) {}

    /** The attempts of a child, or of all (-1), take so long. */
    record Taking(int child, Duration time) {}

    @Nullable
    Exception failure(Call call) {
        for (Failing failing : failures) {
            if ((failing.child() < 0 || failing.child() == call.mapIndex()) && call.attempt() <= failing.times()) {
                return failing.with().get();
            }
        }
        return null;
    }

    @Nullable
    Duration takes(Call call) {
        for (Taking taking : delays) {
            if (taking.child() < 0 || taking.child() == call.mapIndex()) {
                return taking.time();
            }
        }
        return null;
    }
}
