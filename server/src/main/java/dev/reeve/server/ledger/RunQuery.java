package dev.reeve.server.ledger;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs.
 *
 * @param project of which
 * @param flow of which; null: of any
 * @param states names of states, such as {@code Failed}; empty: any
 * @param parent runs that are tasks of that one; null: any
 * @param before older than that one; null: from the newest on
 * @param most how many; 1 to 1,000
 */
public record RunQuery(
        int project,
        @Nullable Integer flow,
        Set<String> states,
        @Nullable UUID parent,
        @Nullable UUID before,
        int most) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if there is no such state or number
     */
    public RunQuery {
        states = Set.copyOf(states);
        for (String state : states) {
            if (StateColumns.code(state) < 0) {
                throw new IllegalArgumentException("there is no state \"" + Texts.message(state) + "\"; take one of "
                        + String.join(", ", StateColumns.names()));
            }
        }
        if (most < 1 || most > 1_000) {
            throw new IllegalArgumentException(most + " runs; ask for 1 to 1,000");
        }
    }

    /** The newest ones of a project. */
    public static RunQuery newest(int project, int most) {
        return new RunQuery(project, null, Set.of(), null, null, most);
    }
}
