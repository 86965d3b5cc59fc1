package dev.reeve.artifact;

import java.time.Instant;

/**
 * An artifact, and the attempt that kept it.
 *
 * @param task the task's name
 * @param mapIndex the child's index, from 0; -1 for a task that is not mapped
 * @param attempt counted from 1
 * @param at when it was kept
 */
public record TaskArtifact(String task, int mapIndex, int attempt, Instant at, Artifact artifact) {
    /** The task's name, with the index of a child: {@code fetch[3]}. */
    public String taskLabel() {
        return mapIndex < 0 ? task : task + "[" + mapIndex + "]";
    }
}
