package dev.reeve.server.ledger;

import java.util.List;
import java.util.UUID;

/**
 * What happened to one run since the last batch; written whole or not at all. Entries are numbered on from
 * {@code after}: the first is {@code after + 1}.
 *
 * @param run which
 * @param epoch that of the claim by which the sender holds the run
 * @param after the number of the last entry before; for the first batch, that of the claim
 * @param entries at least one, in the order in which they happened
 */
public record Batch(UUID run, int epoch, int after, List<Entry> entries) {
    public Batch {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a batch without entries");
        }
    }

    /** The number of its last entry. */
    public int last() {
        return after + entries.size();
    }
}
