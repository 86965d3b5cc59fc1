package dev.reeve.server.ledger;

import java.util.List;

/** The names of the states that there are. */
public final class RunStates {
    private RunStates() {}

    /** In the order in which a run may come to them. */
    public static List<String> names() {
        return StateColumns.names();
    }
}
