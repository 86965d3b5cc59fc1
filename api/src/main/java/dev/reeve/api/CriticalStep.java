package dev.reeve.api;

/**
 * The time of a task run after all ended that it depends on, in microseconds.
 *
 * @param node its place in the structure
 * @param child the index of a mapped child; -1: the node itself, after its children
 * @param waiting for a time, a person, another attempt, or for what comes next
 * @param queue for a slot
 * @param exec at work, all attempts together
 * @param slack by how much later it could have ended without the run ending later; 0 on the path
 */
public record CriticalStep(int node, int child, long waiting, long queue, long exec, long slack) {}
