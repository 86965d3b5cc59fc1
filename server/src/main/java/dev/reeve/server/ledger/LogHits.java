package dev.reeve.server.ledger;

import java.util.List;

/**
 * Where a log has what was looked for.
 *
 * @param lines numbers of lines, the first ones
 * @param count how many there are, from the line asked for to {@code searched}
 * @param searched the number of the last line that was looked at
 * @param total how many lines the run has
 */
public record LogHits(List<Long> lines, long count, long searched, long total) {
    public LogHits {
        lines = List.copyOf(lines);
    }
}
