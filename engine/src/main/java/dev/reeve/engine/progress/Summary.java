package dev.reeve.engine.progress;

import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What came of a run, as a table: its tasks in the order of definition. */
public final class Summary {
    private static final int WIDEST_NAME = 40;
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";

    private Summary() {}

    private record Row(String task, String state, String attempts, String duration, String message, String colour) {}

    /** The table, and a last line about the flow run. Messages are cut to the width of the terminal. */
    public static List<String> lines(RunView run, Terminal terminal) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Task", "State", "Attempts", "Duration", "Message", ""));
        run.graph().nodes().forEach(node -> rows.add(row(run, node)));
        int task = rows.stream().mapToInt(row -> Shown.width(row.task())).max().orElse(0);
        int state = rows.stream().mapToInt(row -> row.state().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            String left = Shown.fit(row.task(), task) + "  ";
            String right = "  " + alignRight(row.attempts(), 8) + "  " + alignRight(row.duration(), 10) + "  ";
            int room = terminal.columns() - task - state - right.length() - 2;
            String message = Shown.cut(row.message(), Math.max(16, room));
            String fitted = Shown.fit(row.state(), state);
            String coloured = terminal.colour() && !row.colour().isEmpty() ? row.colour() + fitted + PLAIN : fitted;
            lines.add((left + coloured + right + message).stripTrailing());
        }
        lines.add(last(run));
        return lines;
    }

    private static Row row(RunView run, GraphNode node) {
        State state = run.state(node.index(), -1);
        List<RunView.Entry> history = run.history(node.index(), -1);
        int width = run.width(node.index());
        String children = width < 0 ? "" : "[" + (width == 0 ? "none" : width == 1 ? "0" : "0.." + (width - 1)) + "]";
        String counts = run.childStates(node.index()).entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        String own = Shown.clean(state.message());
        int room = WIDEST_NAME - (children.isEmpty() ? 0 : children.length() + 1);
        String given = Shown.clean(run.runName(node.index(), -1));
        String name = Shown.cutInside(
                Shown.clean(node.name()) + (given.isEmpty() || given.equals(node.name()) ? "" : " (" + given + ")"),
                room);
        return new Row(
                children.isEmpty() ? name : name + " " + children,
                state.name(),
                attempts(history),
                Took.of(history).map(Took::words).orElse("-"),
                counts.isEmpty() || own.isEmpty() ? counts + own : counts + "; " + own,
                colour(state));
    }

    /** The highest attempt that ran; a dash if none did. */
    private static String attempts(List<RunView.Entry> history) {
        int attempts = 0;
        for (RunView.Entry entry : history) {
            if (entry.state() instanceof State.Running running) {
                attempts = Math.max(attempts, running.tries().attempt());
            }
        }
        return attempts == 0 ? "-" : String.valueOf(attempts);
    }

    private static String colour(State state) {
        if (state.isFailed()) {
            return RED;
        }
        return state instanceof State.Success || state instanceof State.Cached
                ? GREEN
                : state.isFinished() ? YELLOW : "";
    }

    private static String last(RunView run) {
        String message = Shown.clean(run.state().message());
        String took = Took.of(run.history()).map(d -> " after " + Took.words(d)).orElse("");
        return "Flow \"" + Shown.clean(run.graph().name()) + "\", run " + Shown.clean(run.name()) + ": "
                + run.state().name() + took + (message.isEmpty() ? "" : ": " + message);
    }

    private static String alignRight(String text, int columns) {
        return " ".repeat(Math.max(0, columns - text.length())) + text;
    }
}
