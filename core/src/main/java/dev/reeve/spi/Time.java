package dev.reeve.spi;

import java.time.Instant;

/** The clock of a run, and its alarm. A test puts a settable one in its place. Thread-safe. */
public interface Time {
    /** Now, in nanoseconds since 1970-01-01T00:00Z. Never goes back within a run, whatever happens to the machine's clock. */
    long nanos();

    /** Calls {@code action} soon after that time, on a thread of the alarm's; it must be short. */
    Alarm at(Instant when, Runnable action);

    /** Now, as an instant. */
    default Instant now() {
        return instant(nanos());
    }

    /** The instant of that many nanoseconds since 1970-01-01T00:00Z. */
    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** An action that waits for its time. */
    interface Alarm {
        /** Forgets it, unless its time has come. */
        void cancel();
    }
}
