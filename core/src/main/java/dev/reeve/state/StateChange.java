package dev.reeve.state;

import java.time.Instant;

/**
 * One transition, as handlers see it.
 *
 * @param flow the flow's name
 * @param runId the flow run
 * @param task the task's name; empty for the flow run itself
 * @param mapIndex the child's index; -1 for a task that is not mapped and for a mapped node itself
 * @param from the state before
 * @param to the state now
 * @param at when
 */
public record StateChange(String flow, String runId, String task, int mapIndex, State from, State to, Instant at) {
    /** The task's name, with its index if it is a child: {@code fetch[3]}. */
    public String taskLabel() {
        return mapIndex < 0 ? task : task + "[" + mapIndex + "]";
    }
}
