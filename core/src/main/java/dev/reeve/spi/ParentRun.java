package dev.reeve.spi;

/**
 * The task run that a flow run is part of.
 *
 * @param runId the flow run of that task run
 * @param task the task's name
 * @param child the child's index; -1 for a task that is not mapped
 * @param attempt counted from 1
 */
public record ParentRun(String runId, String task, int child, int attempt) {}
