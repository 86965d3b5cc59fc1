package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a flow in short.
 *
 * @param newest whether it is the one that runs are made of
 * @param sha256 the checksum of its code
 * @param registeredBy who made it known; null: nobody wrote that down
 * @param runs how many of the newest 10,000 runs of the flow are of it
 */
public record VersionInfo(
        int version,
        String structureHash,
        Instant createdAt,
        List<String> labels,
        boolean newest,
        String sha256,
        @Nullable String registeredBy,
        long runs) {
    public VersionInfo {
        labels = Given.texts(labels, "labels");
    }
}
