package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a flow.
 *
 * @param from the one it is compared with; null: there is none before it
 */
public record VersionChanges(int version, @Nullable Integer from, List<VersionChange> changes) {
    public VersionChanges {
        changes = Given.list(changes, "changes");
    }
}
