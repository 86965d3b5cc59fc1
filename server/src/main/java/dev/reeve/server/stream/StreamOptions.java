package dev.reeve.server.stream;

import java.time.Duration;

/**
 * How streams are kept. Immutable.
 *
 * @param heartbeat after how much silence something is sent nevertheless; by default 15 seconds, which proxies stand
 * @param mostOfOne how many streams one user may have; by default 30
 * @param most how many there may be in all; by default 5,000
 * @param keep how long changes are kept for those who come back; by default 10 minutes
 */
public record StreamOptions(Duration heartbeat, int mostOfOne, int most, Duration keep) {
    /** The defaults. */
    public static final StreamOptions DEFAULT =
            new StreamOptions(Duration.ofSeconds(15), 30, 5_000, Duration.ofMinutes(10));
}
