package dev.reeve.api;

import java.time.Instant;
import java.util.List;

/**
 * A version of a flow in short.
 *
 * @param newest whether it is the one that runs are made of
 */
public record VersionInfo(int version, String structureHash, Instant createdAt, List<String> labels, boolean newest) {
    public VersionInfo {
        labels = Given.texts(labels, "labels");
    }
}
