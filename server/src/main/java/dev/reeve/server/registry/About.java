package dev.reeve.server.registry;

import dev.reeve.api.Bundle;
import org.jspecify.annotations.Nullable;

/** What the ledger keeps of a version without reading it: where its code is, what it is for and how its runs are named. */
record About(
        String location,
        String sha256,
        String entry,
        @Nullable String host,
        String description,
        @Nullable String runName,
        String reeve,
        String java) {
    Bundle bundle() {
        return new Bundle(location, sha256, entry, host);
    }
}
