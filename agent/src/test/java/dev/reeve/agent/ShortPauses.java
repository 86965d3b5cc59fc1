package dev.reeve.agent;

import java.time.Duration;

/** Pauses for tests: of milliseconds, so that a test waits for what it looks at and not for when somebody asks. */
final class ShortPauses {
    static final Pauses SHORT =
            new Pauses(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(200));

    private ShortPauses() {}
}
