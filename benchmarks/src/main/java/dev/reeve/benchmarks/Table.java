package dev.reeve.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Prints findings as they come, as a table or as lines of JSON. Not thread-safe. */
public final class Table {
    private static final String FORMAT = "%-34s %-32s %-44s %7s  %-8s %s%n";

    private final PrintStream out;
    private final boolean json;
    private boolean begun;

    public Table(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    public void print(Finding finding) {
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(finding.json()));
        } else {
            if (!begun) {
                out.printf(FORMAT, "row", "median (min..max)", "beside it", "ratio", "bar", "");
                begun = true;
            }
            out.printf(
                    FORMAT,
                    finding.name(),
                    finding.measured(),
                    finding.beside(),
                    finding.ratio(),
                    finding.bars().isEmpty() ? "" : finding.met() ? "met" : "NOT MET",
                    words(finding.bars()));
        }
        out.flush();
    }

    private static String words(List<Bar> bars) {
        return bars.stream()
                .map(bar -> bar.met() ? bar.words() : bar.words() + " (not met)")
                .collect(Collectors.joining(", "));
    }
}
