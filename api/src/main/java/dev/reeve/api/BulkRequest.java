package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to do something to many runs.
 *
 * @param action delete: those that ended, with all that is written of them; for admins. Reopen: those that ended begin again
 * @param runs 1 to 500 ids
 * @param reason why, for people; may be left out
 * @param reopening for reopen: what runs again; null: what did not end well
 */
public record BulkRequest(
        BulkKind action,
        List<String> runs,
        String reason,
        @Nullable Reopening reopening) {
    public BulkRequest {
        action = Given.required(action, "action");
        runs = Given.texts(runs, "runs");
        reason = Given.text(reason);
    }

    /** One that reopens nothing in another way than what did not end well. */
    public BulkRequest(BulkKind action, List<String> runs, String reason) {
        this(action, runs, reason, null);
    }
}
