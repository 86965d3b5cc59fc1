package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log, in order.
 *
 * @param next what {@code after} has to be for what follows
 * @param ended whether the run has ended, so that nothing follows once the lines run out
 * @param firstLine the number of the first of them; 0: there are none
 * @param totalLines how many lines the run has
 * @param nextLine what {@code fromLine} has to be for what follows; null: there is nothing more by now
 */
public record Logs(
        List<LogLine> lines,
        long next,
        boolean ended,
        long firstLine,
        long totalLines,
        @Nullable Long nextLine) {
    public Logs {
        lines = Given.list(lines, "lines");
    }
}
