package dev.reeve.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;

/** A point in time, as an instant or as what clocks show. */
public sealed interface Moment {
    /** An instant. */
    record Exact(Instant time) implements Moment {
        /** Checks that there is one. */
        public Exact {
            Objects.requireNonNull(time, "a time of a schedule is null. Give one, or leave the call out.");
        }

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
        /** Checks that there is one. */
        public Local {
            Objects.requireNonNull(time, "a time of a schedule is null. Give one, or leave the call out.");
        }

        @Override
        public Instant in(ZoneId zone) {
            return time.atZone(zone).toInstant();
        }
    }

    /** When that is, in that zone. */
    Instant in(ZoneId zone);
}
