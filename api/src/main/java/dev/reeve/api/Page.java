package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what {@code cursor} has to be for the next one; null: this is the last
 * @param total how many there are on all pages; null: not asked for, or not known
 * @param approx whether there are more than {@code total} says; null: no
 */
public record Page<T>(
        List<T> items,
        @Nullable String next,
        @Nullable Long total,
        @Nullable Boolean approx) {
    public Page {
        items = Given.list(items, "items");
    }

    /** Without a count. */
    public Page(List<T> items, @Nullable String next) {
        this(items, next, null, null);
    }
}
