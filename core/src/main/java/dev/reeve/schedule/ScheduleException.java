package dev.reeve.schedule;

import java.io.Serial;

/** A schedule that cannot be. The message says what is wrong, where and what to write. */
public sealed class ScheduleException extends IllegalArgumentException permits CronException {
    @Serial
    private static final long serialVersionUID = 1;

    ScheduleException(String message) {
        super(message);
    }
}
