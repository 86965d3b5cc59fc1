package dev.reeve.state;

import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;

/**
 * The same values on every machine, each drawn by itself. A drawn list may be an edge case as a whole, one value
 * again and again: of a test that asks what all draws together reach, that makes one that fails now and then.
 */
final class Draws {
    private Draws() {}

    static <T> Stream<T> of(Arbitrary<T> what, int howMany) {
        return what.generator(1_000).stream(new Random(20260907L))
                .limit(howMany)
                .map(Shrinkable::value);
    }
}
