package dev.reeve.api;

/**
 * A task that runs again in a later epoch although it ended well, or had begun.
 *
 * @param child its index among mapped children; -1: it is none
 * @param reason why, for people
 */
public record AgainTask(String task, int child, String reason) {
    public AgainTask {
        task = Given.required(task, "task");
        reason = Given.text(reason);
    }
}
