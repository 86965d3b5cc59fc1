package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/** Asks to stop a run. */
public record Cancellation(@Nullable String reason) {
    public Cancellation {
        reason = Given.text(reason);
    }
}
