package dev.reeve.engine.progress;

import dev.reeve.graph.FlowGraph;
import dev.reeve.state.StateChange;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shows a run while it goes on. Give it to the run as a watcher and close it when the run has ended, also when an
 * exception ends it. Thread-safe. Live lines are painted by a thread of their own; whoever reports a change only counts it.
 */
public sealed interface Progress extends Consumer<StateChange>, AutoCloseable permits LiveProgress, LineProgress {
    /** How it is shown. */
    enum Format {
        /** Live on a terminal, plain lines elsewhere. */
        TEXT,
        /** One JSON object a change and line. */
        JSON
    }

    /**
     * Begins to show a run. On a terminal, {@code System.out} and (if it is one too) {@code System.err} are replaced
     * until it is closed, so that what tasks write goes above the live lines: whole lines, within a tenth of a second.
     *
     * @param out where it is shown: {@code System.out} as a rule
     */
    static Progress start(FlowGraph graph, Format format, Terminal terminal, PrintStream out) {
        return switch (format) {
            case JSON -> new LineProgress(change -> List.of(JsonLine.of(change)), out);
            case TEXT ->
                terminal.interactive()
                        ? LiveProgress.start(graph, terminal, out, InstantSource.system())
                        : new LineProgress(new PlainLines(graph, ZoneId.systemDefault())::of, out);
        };
    }

    /** Takes note of a change. */
    @Override
    void accept(StateChange change);

    /** Takes live lines away and puts the cursor and the standard streams back. May be called more than once. */
    @Override
    void close();
}
