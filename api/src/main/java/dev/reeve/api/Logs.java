package dev.reeve.api;

import java.util.List;

/**
 * Lines of a log, in order.
 *
 * @param next what {@code after} has to be for what follows
 * @param ended whether the run has ended, so that nothing follows once the lines run out
 */
public record Logs(List<LogLine> lines, long next, boolean ended) {
    public Logs {
        lines = Given.list(lines, "lines");
    }
}
