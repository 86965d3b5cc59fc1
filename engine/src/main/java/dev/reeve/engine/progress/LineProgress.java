package dev.reeve.engine.progress;

import dev.reeve.state.StateChange;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** Shows a run as lines that stay. */
final class LineProgress implements Progress {
    private final Function<StateChange, List<String>> lines;
    private final PrintStream out;

    LineProgress(Function<StateChange, List<String>> lines, PrintStream out) {
        this.lines = lines;
        this.out = out;
    }

    @Override
    public synchronized void accept(StateChange change) {
        for (String line : lines.apply(change)) {
            out.print(line + "\n"); // in one piece, and the same on every system
        }
        out.flush();
    }

    @Override
    public void close() {}
}
