package dev.reeve.server.ledger;

import java.util.List;

/**
 * Lines that lie one after the other.
 *
 * @param next the number of the line to go on from; 0: there is nothing more
 * @param total how many lines the run has
 */
public record LogSlice(List<NumberedLine> lines, long next, long total) {
    public LogSlice {
        lines = List.copyOf(lines);
    }
}
