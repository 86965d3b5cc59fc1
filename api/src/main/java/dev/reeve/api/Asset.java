package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data outside of flows that tasks say they make or read.
 *
 * @param producedBy tasks of the newest versions of flows that make it
 * @param readBy tasks of them that read it
 * @param lastProduced when a task run last made it; null: none did, or its run is no longer kept
 * @param lastRead the same of who read it
 */
public record Asset(
        String project,
        String name,
        List<AssetUse> producedBy,
        List<AssetUse> readBy,
        @Nullable AssetEvent lastProduced,
        @Nullable AssetEvent lastRead) {
    public Asset {
        producedBy = Given.list(producedBy, "producedBy");
        readBy = Given.list(readBy, "readBy");
    }
}
