package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs, of several projects.
 *
 * @param projects of any of these
 * @param flows of any of these; null: of any flow
 * @param version of that version, counted within its flow; null: any
 * @param states names of states; empty: any
 * @param since made then or later; null: whenever
 * @param until made before; null: whenever
 * @param name whose name has that text, capitals or not; empty: any
 * @param labels that have all of these
 * @param parent runs that are tasks of that one; null: any
 * @param inner also runs that are tasks of others
 * @param cursor behind that one; null: from the first on
 * @param oldestFirst else the newest come first
 * @param most how many
 */
public record RunSearch(
        List<Integer> projects,
        @Nullable List<Integer> flows,
        @Nullable Integer version,
        Set<String> states,
        @Nullable Instant since,
        @Nullable Instant until,
        String name,
        List<String> labels,
        @Nullable UUID parent,
        boolean inner,
        @Nullable UUID cursor,
        boolean oldestFirst,
        int most) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if there is no such state
     */
    public RunSearch {
        projects = List.copyOf(projects);
        flows = flows == null ? null : List.copyOf(flows);
        states = Set.copyOf(states);
        labels = List.copyOf(labels);
        var ignored = StateColumns.codes(states);
    }

    /** Whether more than the narrow row of a run is to be looked at. */
    boolean wide() {
        return !name.isEmpty() || !labels.isEmpty();
    }

    /**
     * What was found.
     *
     * @param next what the cursor has to be to go on; null: there is nothing more
     */
    public record Found(List<RunView> runs, @Nullable UUID next) {
        public Found {
            runs = List.copyOf(runs);
        }
    }

    /** How many there are, up to a bound. */
    public record Count(long runs, boolean more) {}
}
