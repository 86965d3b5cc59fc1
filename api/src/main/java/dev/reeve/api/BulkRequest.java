package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to do something to many runs.
 *
 * @param action delete: those that ended, with all that is written of them; for admins. Reopen: those that ended begin
 *     again. Resume: tasks go on that wait for a person's go-ahead; what asks for a decision or for values is left to ask
 * @param runs 1 to 500 ids
 * @param reason why, for people; may be left out
 * @param reopening for reopen: what runs again; null: what did not end well
 * @param graceSeconds for cancel: as in {@link Cancellation}
 */
public record BulkRequest(
        BulkKind action,
        List<String> runs,
        String reason,
        @Nullable Reopening reopening,
        @Nullable Integer graceSeconds) {
    public BulkRequest {
        action = Given.required(action, "action");
        runs = Given.texts(runs, "runs");
        reason = Given.text(reason);
    }

    /** One of which nothing more is said. */
    public BulkRequest(BulkKind action, List<String> runs, String reason) {
        this(action, runs, reason, null, null);
    }
}
