package dev.reeve.notify;

import dev.reeve.spi.SettableTime;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. A test that waits in vain is ended by its time limit. */
final class Waiting {
    private Waiting() {}

    static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Until the only alarm that is set is for then: an attempt has failed, and the next one is due. */
    static void untilDue(SettableTime time, Instant due) {
        until(() -> time.alarms().equals(List.of(due)));
    }
}
