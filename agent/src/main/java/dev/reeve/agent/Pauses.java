package dev.reeve.agent;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a server is asked again that could not be reached: twice as long each time, up to a limit,
 * less up to a half by chance, so that not all come at once; and before it is asked for more. Immutable.
 *
 * @param first before the second request
 * @param longest the limit
 * @param idle how often a server is asked for orders while there is nothing to tell
 * @param claim how long a server that has no run for an agent may hold its request open
 */
record Pauses(Duration first, Duration longest, Duration idle, Duration claim) {
    static final Pauses USUAL =
            new Pauses(Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

    /** In nanoseconds, after that many failures, 1 or more. */
    long after(int failures) {
        long doubled = first.toNanos() << Math.min(failures - 1, 20);
        long most = Math.min(doubled, longest.toNanos());
        return most - ThreadLocalRandom.current().nextLong(most / 2 + 1);
    }
}
