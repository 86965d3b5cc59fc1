package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * What became of one run.
 *
 * @param done whether it was done, or is under way
 * @param status as if it had been asked for alone: 200, 404, 409
 * @param detail why it was not done, in a sentence; null if it was
 */
public record BulkItem(
        String run, boolean done, int status, @Nullable String detail) {}
