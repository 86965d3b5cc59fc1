package dev.reeve.benchmarks.durable;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The one server with its agent that several rows measure, started for the first of them. Not thread-safe. */
final class Installed implements AutoCloseable {
    /** How many runs its agent has at once, all in one runner. */
    static final int SLOTS = 64;

    private final Sitting sitting;
    private volatile @Nullable Installation installation;

    Installed(Sitting sitting) {
        this.sitting = sitting;
    }

    Installation get() throws Exception {
        Installation there = installation;
        if (there == null) {
            there = Installation.start(sitting);
            installation = there;
            there.startAgent(SLOTS);
        }
        return there;
    }

    @Override
    public void close() throws IOException, SQLException {
        Installation there = installation;
        if (there != null) {
            there.close();
        }
    }
}
