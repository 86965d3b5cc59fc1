package dev.reeve.testing.places;

import dev.reeve.testing.FlowTester;
import dev.reeve.testing.TestRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether a flow comes to the same wherever it runs: the same states, results and artifacts. Immutable: {@code
 * Equivalence.of(() -> FlowTester.of(flow())).check()}.
 */
public final class Equivalence {
    private final Supplier<FlowTester> fresh;
    private final List<Place> places;

    private Equivalence(Supplier<FlowTester> fresh, List<Place> places) {
        this.fresh = fresh;
        this.places = List.copyOf(places);
    }

    /**
     * In {@linkplain Places#all all places}.
     *
     * @param fresh makes the run anew for each, fakes with a memory of their own included
     */
    public static Equivalence of(Supplier<FlowTester> fresh) {
        return new Equivalence(fresh, Places.all());
    }

    /** In these places; all are compared with the first. */
    public Equivalence in(List<Place> others) {
        if (others.size() < 2) {
            throw new IllegalArgumentException(others.size() + " places; a comparison needs 2 or more");
        }
        return new Equivalence(fresh, others);
    }

    /**
     * Runs it in all places, one after the other; returns the runs by the names of the places.
     *
     * @throws AssertionError if it does not come to the same everywhere; says where and what
     */
    public Map<String, TestRun> check() {
        Map<String, TestRun> runs = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        TestRun first = null;
        for (Place place : places) {
            try {
                TestRun run = place.run(fresh);
                runs.put(place.name(), run);
                first = first == null ? run : first;
                first.differences(run).forEach(difference -> wrong.add(place.name() + ": " + difference));
            } catch (Exception | AssertionError broken) {
                if (first == null) {
                    throw new AssertionError(place.name() + ": " + broken.getMessage(), broken);
                }
                wrong.add(place.name() + ": " + broken);
            }
        }
        if (!wrong.isEmpty() && first != null) {
            throw new AssertionError("Flow \"" + first.flowRun().flow().name()
                    + "\" does not come to the same everywhere; compared with \""
                    + places.getFirst().name() + "\":\n  - " + String.join("\n  - ", wrong));
        }
        return runs;
    }
}
