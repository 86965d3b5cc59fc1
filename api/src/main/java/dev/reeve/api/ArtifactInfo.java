package dev.reeve.api;

import java.time.Instant;

/**
 * Something that a task kept for people; its content is asked for by itself.
 *
 * @param node the place of its task in the structure
 * @param child the index of a mapped child; -1: the node itself
 * @param kind such as markdown or link
 * @param size of what is stored, in bytes
 */
public record ArtifactInfo(int node, int child, String task, String name, String kind, long size, Instant at) {}
