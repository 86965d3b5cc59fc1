package dev.reeve.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time at which a flow is to run, and with what. Immutable.
 *
 * @param time when
 * @param zone that of the clock that fired
 * @param parameters values that the clock has for the run
 * @param labels where the run may go
 */
public record Firing(
        Instant time, ZoneId zone, Map<String, ? extends @Nullable Object> parameters, Set<String> labels) {
    /** Copies what it is given. */
    public Firing {
        if (!parameters.isEmpty()) {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); // values may be null
        }
        if (!labels.isEmpty()) {
            labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
        }
    }

    /** What clocks show then in its zone. */
    public ZonedDateTime local() {
        return time.atZone(zone);
    }
}
