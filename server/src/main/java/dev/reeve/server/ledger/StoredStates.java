package dev.reeve.server.ledger;

import dev.reeve.state.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States as tables have them, for tables beside the ledger's. */
public final class StoredStates {
    private StoredStates() {}

    /** Of its two columns. */
    public static State of(short code, @Nullable String detail) {
        return new StateColumns(code, detail).state();
    }

    /** The number of the states of that name; -1: there are none. */
    public static int code(String name) {
        return StateColumns.code(name);
    }

    /** The name of a number. */
    public static String name(int code) {
        return StateColumns.names().get(code);
    }

    /** The names of all. */
    public static List<String> names() {
        return StateColumns.names();
    }
}
