package dev.reeve.api;

/** Asks to stop a run. */
public record Cancellation(String reason) {
    public Cancellation {
        reason = Given.text(reason);
    }
}
