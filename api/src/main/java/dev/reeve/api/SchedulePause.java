package dev.reeve.api;

/**
 * Pauses a schedule.
 *
 * @param reason for people; may be empty
 */
public record SchedulePause(String reason) {
    public SchedulePause {
        reason = Given.text(reason);
    }
}
