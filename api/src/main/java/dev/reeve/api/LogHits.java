package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a log has a text.
 *
 * @param hits numbers of lines, the first ones
 * @param count how many lines have it, of those that were looked at
 * @param nextLine what {@code fromLine} has to be to look on, where the log was too long to be searched at once; null: all
 *     was
 */
public record LogHits(
        List<Long> hits,
        long count,
        long totalLines,
        @Nullable Long nextLine) {
    public LogHits {
        hits = Given.list(hits, "hits");
    }
}
