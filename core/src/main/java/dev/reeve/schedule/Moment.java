package dev.reeve.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A point in time, as an instant or as what clocks show. */
public sealed interface Moment {
    /** An instant. */
    record Exact(Instant time) implements Moment {
        @Override
        public Instant in(ZoneId zone) {
            return time;
        }
    }

    /**
     * What the clocks of the schedule's zone show. Where they skip it, it is as late as it would have been without that;
     * where they show it twice, the first counts.
     */
    record Local(LocalDateTime time) implements Moment {
        @Override
        public Instant in(ZoneId zone) {
            return time.atZone(zone).toInstant();
        }
    }

    /** When that is, in that zone. */
    Instant in(ZoneId zone);
}
