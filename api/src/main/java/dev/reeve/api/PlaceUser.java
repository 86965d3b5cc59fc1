package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run or task that has a place of a limit, or waits for one.
 *
 * @param run its id; null, as are the next four: it is of a project that who asks does not see
 * @param task of a tag: the task's name, with the index of a mapped child in brackets; null: the run as a whole
 * @param since when it got the place, or when it began to wait
 * @param waitsFor of one that waits: the tag or label of which there is no place; null: of each there is one, and a run waits
 *     for an agent
 */
public record PlaceUser(
        @Nullable String run,
        @Nullable String runName,
        @Nullable String project,
        @Nullable String flow,
        @Nullable String task,
        @Nullable Instant since,
        @Nullable String waitsFor) {}
