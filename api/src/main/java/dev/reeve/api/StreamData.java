package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed; of which kind, the topic says. What is not of that kind is null.
 *
 * @param run of {@code run:ID}: the run, and those of its task runs that changed
 * @param runs of {@code runs:PROJECT}: the runs that changed
 * @param after of {@code logs:ID}: the number of the last line that is written
 * @param agents of {@code agents}: all that are connected
 * @param resync what was known is of no use, for this reason: fetch it anew. Null: it is
 */
public record StreamData(
        @Nullable RunChange run,
        @Nullable List<RunItem> runs,
        @Nullable Long after,
        @Nullable List<String> agents,
        @Nullable String resync) {}
