package dev.reeve.cli.runs;

import dev.reeve.engine.progress.Terminal;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.List;

/** Rows under titles, each column as wide as it must be; the last one is cut at the edge of a terminal. */
public final class Table {
    private static final String PLAIN = "\u001b[0m";

    private final List<List<String>> rows = new ArrayList<>();
    private final int coloured;

    /** A table; the column of that index, -1 for none, holds names of states. */
    public Table(int coloured, String... titles) {
        this.coloured = coloured;
        rows.add(List.of(titles));
    }

    /** One more. */
    public void row(String... cells) {
        List<String> clean = new ArrayList<>(cells.length);
        for (String cell : cells) {
            clean.add(Shown.clean(cell));
        }
        rows.add(clean);
    }

    /** As they are printed there, titles first. */
    public List<String> lines(Terminal terminal) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.min(40, Math.max(widths[i], Shown.width(row.get(i))));
            }
        }
        List<String> lines = new ArrayList<>(rows.size());
        for (int r = 0; r < rows.size(); r++) {
            List<String> row = rows.get(r);
            StringBuilder line = new StringBuilder();
            int used = 0;
            for (int i = 0; i < columns - 1; i++) {
                String cell = Shown.fit(row.get(i), widths[i]);
                line.append(i == coloured && r > 0 ? coloured(cell, terminal) : cell)
                        .append("  ");
                used += widths[i] + 2;
            }
            line.append(Shown.cut(row.getLast(), Math.max(10, terminal.columns() - used)));
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** A text that begins with the name of a state, in the state's colour on a terminal. */
    public static String coloured(String text, Terminal terminal) {
        if (!terminal.colour()) {
            return text;
        }
        String word = text.strip().split(" ", 2)[0];
        String colour = switch (word) {
            case "Success", "Cached" -> "\u001b[32m";
            case "Failed", "TimedOut", "TriggerFailed", "Crashed", "interrupted" -> "\u001b[31m";
            case "Cancelled", "Cancelling", "Retrying", "Paused" -> "\u001b[33m";
            case "Running", "Mapped" -> "\u001b[36m";
            case "Skipped" -> "\u001b[2m";
            default -> "";
        };
        return colour.isEmpty() ? text : colour + text + PLAIN;
    }
}
