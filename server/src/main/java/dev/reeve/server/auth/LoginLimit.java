package dev.reeve.server.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often somebody may try to log in: within five minutes 5 times as one user from one address, 30 times from one
 * address, 100 times as one user. What did not fail does not count. Kept in memory, by each server for itself.
 * Thread-safe.
 */
final class LoginLimit {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 20_000;

    private final InstantSource clock;
    private final Map<String, Attempts> attempts = new HashMap<>(); // guarded by this

    private record Attempts(int count, Instant until) {}

    private record Limit(String key, int most) {}

    LoginLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a try. Returns how many seconds are to be waited first; 0: it may be made. */
    synchronized int tried(String who, String address) {
        Instant now = clock.instant();
        List<Limit> limits = limits(who, address);
        for (Limit limit : limits) {
            Attempts before = attempts.get(limit.key());
            if (before != null && before.until().isAfter(now) && before.count() >= limit.most()) {
                return (int) Duration.between(now, before.until()).toSeconds() + 1;
            }
        }
        if (attempts.size() > MOST_REMEMBERED) {
            attempts.values().removeIf(old -> !old.until().isAfter(now));
            if (attempts.size() > MOST_REMEMBERED) {
                return (int) WINDOW.toSeconds();
            }
        }
        for (Limit limit : limits) {
            attempts.merge(
                    limit.key(),
                    new Attempts(1, now.plus(WINDOW)),
                    (before, first) ->
                            before.until().isAfter(now) ? new Attempts(before.count() + 1, before.until()) : first);
        }
        return 0;
    }

    /** The try that was counted last did not fail. */
    synchronized void succeeded(String who, String address) {
        for (Limit limit : limits(who, address)) {
            attempts.computeIfPresent(
                    limit.key(),
                    (key, before) -> before.count() == 1 ? null : new Attempts(before.count() - 1, before.until()));
        }
    }

    private static List<Limit> limits(String who, String address) {
        String user = who.toLowerCase(Locale.ROOT);
        return List.of(
                new Limit("both " + address + " " + user, 5),
                new Limit("address " + address, 30),
                new Limit("user " + user, 100));
    }
}
