package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions of a flow.
 *
 * @param part what is different: {@code task}, {@code parameter} or {@code flow}
 * @param name of the task or parameter; of a task within another with that one's before it; empty for the flow
 * @param field which of its properties, such as {@code upstreams}; null: all of it is new, or gone
 * @param before as it was; null: it was not there
 * @param after as it is; null: it is gone
 */
public record VersionChange(
        String part,
        String name,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after) {}
