package dev.reeve.api;

import java.util.List;

/**
 * What became of each.
 *
 * @param done how many it was done to
 * @param items in the order in which they were asked for
 */
public record BulkAnswer(int done, List<BulkItem> items) {
    public BulkAnswer {
        items = Given.list(items, "items");
    }
}
