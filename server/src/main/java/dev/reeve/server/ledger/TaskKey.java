package dev.reeve.server.ledger;

import java.util.UUID;

/**
 * A task run within its flow run.
 *
 * @param task the task's place among the nodes of its version, from 0
 * @param index the child's index; -1 for a task that is not mapped and for a mapped node itself
 */
public record TaskKey(int task, int index) {
    /** Not a child. */
    public static TaskKey of(int task) {
        return new TaskKey(task, -1);
    }

    /** Whether it is a child of a mapped node. */
    public boolean child() {
        return index >= 0;
    }

    /** A task run anywhere. */
    public record InRun(UUID run, TaskKey key) {}
}
