package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what {@code cursor} has to be for the next one; null: this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = Given.list(items, "items");
    }
}
