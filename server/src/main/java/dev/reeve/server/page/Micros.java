package dev.reeve.server.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as whole numbers that a browser's numbers hold exactly: microseconds since 1970. */
final class Micros {
    private Micros() {}

    /** 0 for none. */
    static long of(@Nullable Instant time) {
        return time == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
