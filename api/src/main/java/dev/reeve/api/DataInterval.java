package dev.reeve.api;

import java.time.Instant;

/** The span of data that a run is about: from included, to not. */
public record DataInterval(Instant from, Instant to) {
    public DataInterval {
        from = Given.required(from, "from");
        to = Given.required(to, "to");
        if (!from.isBefore(to)) {
            throw new InvalidFieldException("to", "is not after from");
        }
    }
}
