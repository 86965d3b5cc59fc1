package dev.reeve.api;

/**
 * Of which task another run is the flow run.
 *
 * @param run the run of which it is a task
 * @param root the run that an agent claimed, in which all of them are
 * @param label the task, as people write it: {@code load}, {@code load[3]}
 * @param node the task, by its place in the structure of that run
 * @param child the index of a mapped child; -1: the node itself
 * @param attempt which attempt of that task
 * @param depth how deep within the root it lies, from 1
 */
public record ParentRun(String run, String root, String label, int node, int child, int attempt, int depth) {}
