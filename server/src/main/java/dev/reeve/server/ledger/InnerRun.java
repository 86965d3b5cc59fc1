package dev.reeve.server.ledger;

import java.util.UUID;

/**
 * A run that a task of another run is, as it begins or goes on. It is held with the run around all of them, the root.
 *
 * @param id see {@link RunIds#inner}
 * @param path as its runner names it, behind the root's identifier
 * @param parent the task run that it is
 * @param attempt which attempt of that task
 * @param name for people
 * @param flow what it looks like
 */
public record InnerRun(UUID id, String path, TaskKey.InRun parent, int attempt, String name, InnerFlow flow) {
    /**
     * A flow of which no version is made.
     *
     * @param version names what it looks like; less than 0
     */
    public record InnerFlow(int version, String name, FlowStructure structure) {}

    /**
     * Where a run lies that is a task of another one.
     *
     * @param root the run around all of them
     * @param path as its runner names it, behind the root's identifier
     * @param attempt which attempt of the task that it is
     * @param depth how deep, from 1
     */
    public record Place(UUID root, String path, int attempt, int depth) {}
}
