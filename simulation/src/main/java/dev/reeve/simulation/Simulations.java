package dev.reeve.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Many simulated worlds, one after the other: worlds of one JVM that go on at once disturb each other where classes are
 * loaded or locks of the JDK are shared. Whoever has more cores starts more JVMs.
 */
public final class Simulations {
    private Simulations() {}

    /**
     * What came of a range.
     *
     * @param done how many seeds were simulated: all, unless one went wrong
     * @param failed the first outcome in which something went wrong, with its trace; empty if there is none
     */
    public record Summary(long done, List<Outcome> failed, Reached reached) {}

    /**
     * Simulates {@code count} seeds from {@code first} on; stops at the first that goes wrong, which is then traced.
     *
     * @param told is told after each how many were done
     */
    public static Summary run(long first, long count, LongConsumer told) {
        Reached reached = new Reached();
        for (long seed = first; seed < first + count; seed++) {
            Outcome outcome = Simulation.of(seed, reached);
            if (!outcome.good()) {
                return new Summary(seed - first + 1, List.of(traced(outcome)), reached);
            }
            told.accept(seed - first + 1);
        }
        return new Summary(count, List.of(), reached);
    }

    /** The first of those seeds that goes wrong, and what goes wrong with it; empty if none does. */
    public static List<String> firstWrong(long first, long count) {
        Reached reached = new Reached();
        for (long seed = first; seed < first + count; seed++) {
            Outcome outcome = Simulation.of(seed, reached);
            if (!outcome.good()) {
                List<String> words = new ArrayList<>(List.of("seed " + seed));
                words.addAll(outcome.wrong());
                return words;
            }
        }
        return List.of();
    }

    private static Outcome traced(Outcome found) {
        Outcome again = Simulation.traced(found.seed());
        if (again.digest() == found.digest()) {
            return again;
        }
        return new Outcome(
                found.seed(),
                List.of("is not the same when it is repeated: " + found.wrong() + ", then " + again.wrong()),
                found.digest(),
                again.trace());
    }
}
