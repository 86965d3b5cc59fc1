package dev.reeve.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An hour of a project: the runs that were made in it. */
record Hours(int project, Instant hour) {
    static final Duration ONE = Duration.ofHours(1);

    static Hours of(int project, UUID run) {
        return new Hours(project, RunIds.time(run).truncatedTo(ChronoUnit.HOURS));
    }

    UUID first() {
        return RunIds.first(hour);
    }

    UUID next() {
        return RunIds.first(hour.plus(ONE));
    }
}
