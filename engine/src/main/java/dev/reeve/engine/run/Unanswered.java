package dev.reeve.engine.run;

import java.io.Serial;
import java.time.Duration;

/** Nobody answered an approval in time. */
final class Unanswered extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    private final Duration limit;

    Unanswered(Duration limit) {
        super("nobody answered", null, false, false);
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }
}
