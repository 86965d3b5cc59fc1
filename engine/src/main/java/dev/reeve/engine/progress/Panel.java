package dev.reeve.engine.progress;

import dev.reeve.engine.progress.Board.Active;
import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The lines of the live display. Pure: the same board, time and terminal give the same lines. */
final class Panel {
    private static final int MOST_TASKS = 16;
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 6;
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private Panel() {}

    /** One line for each running task as far as there is room, and a bar. None is wider than the terminal. */
    static List<String> lines(Board board, Instant now, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        int room = Math.clamp(terminal.rows() - 3, 0, MOST_TASKS);
        int active = board.activeCount();
        List<Active> shown = board.active(active <= room ? active : Math.max(0, room - 1));
        int widest = shown.stream()
                .mapToInt(task -> Shown.width(Shown.clean(task.label())))
                .max()
                .orElse(0);
        int nameColumns = Math.clamp(terminal.columns() - 26L, 8, Math.max(8, widest));
        for (Active task : shown) {
            lines.add(Shown.cut(task(task, nameColumns, now, terminal.unicode()), terminal.columns()));
        }
        if (active > shown.size() && room > 0) {
            lines.add(Shown.cut("  ... and " + (active - shown.size()) + " more", terminal.columns()));
        }
        lines.add(bar(board, terminal));
        return lines;
    }

    private static String task(Active task, int columns, Instant now, boolean unicode) {
        String took = Took.words(Duration.between(task.since(), now));
        String attempt = task.attempt() > 1 ? "  attempt " + task.attempt() : "";
        String note = task.note().isEmpty() ? "" : "  " + task.note();
        String label = Shown.fit(Shown.clean(task.label()), columns);
        String line = "  " + label + "  " + " ".repeat(Math.max(0, 8 - took.length())) + took + attempt + note;
        return unicode ? line : ascii(line);
    }

    private static String bar(Board board, Terminal terminal) {
        String counts = " " + board.done() + "/" + board.total() + ", " + board.running() + " running";
        String failed = board.failed() == 0 ? "" : ", " + board.failed() + " failed";
        String flow = Shown.cut(Shown.clean(board.flow()), Math.max(0, terminal.columns() / 3));
        String name = (terminal.unicode() ? flow : ascii(flow)) + " ";
        int room = terminal.columns() - Shown.width(name) - counts.length() - failed.length() - 2;
        if (room < NARROWEST_BAR) {
            return Shown.cut(counts.strip() + failed, terminal.columns());
        }
        int width = Math.min(WIDEST_BAR, room);
        int full = board.total() == 0 ? width : (int) (board.done() * width / board.total());
        String done = (terminal.unicode() ? "█" : "#").repeat(full);
        String open = (terminal.unicode() ? "░" : "-").repeat(width - full);
        return terminal.colour()
                ? name + "[" + GREEN + done + PLAIN + open + "]" + counts
                        + (failed.isEmpty() ? "" : RED + failed + PLAIN)
                : name + "[" + done + open + "]" + counts + failed;
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints()
                .forEach(c -> ascii.append(
                        c < 0x7F ? Character.toString(c) : "?".repeat(Shown.width(Character.toString(c)))));
        return ascii.toString();
    }
}
