package dev.reeve.api;

import java.util.List;

/**
 * Asks to do something to many runs.
 *
 * @param action delete: those that ended, with all that is written of them; for admins
 * @param runs 1 to 500 ids
 * @param reason why, for people; may be left out
 */
public record BulkRequest(BulkKind action, List<String> runs, String reason) {
    public BulkRequest {
        action = Given.required(action, "action");
        runs = Given.texts(runs, "runs");
        reason = Given.text(reason);
    }
}
