package dev.reeve.simulation.flow;

import org.jspecify.annotations.Nullable;

/** How a task run ends, and after how many attempts. {@code value} is one of {@link Missing} if there is none. */
public record End(String state, @Nullable Object value, int attempts) {
    /** In place of a value that is not there. */
    public enum Missing {
        SKIPPED,
        FAILED
    }

    static final End SKIPPED = new End("Skipped", Missing.SKIPPED, 0);
    static final End TRIGGER_FAILED = new End("TriggerFailed", Missing.FAILED, 0);

    /** One that failed after so many attempts. */
    public static End failed(int attempts) {
        return new End("Failed", Missing.FAILED, attempts);
    }

    /** Whether it counts as a failure. */
    public boolean failed() {
        return switch (state) {
            case "Failed", "TriggerFailed", "TimedOut", "Crashed" -> true;
            default -> false;
        };
    }

    /** Whether it failed or was cancelled. */
    public boolean troubles() {
        return failed() || state.equals("Cancelled");
    }

    /** Whether it did not run, or said that it has nothing. */
    public boolean skipped() {
        return state.equals("Skipped");
    }

    /** Whether whoever reads it gets a value. */
    public boolean hasValue() {
        return !(value instanceof Missing);
    }
}
