package dev.reeve.cli;

import dev.reeve.cli.terminal.Console;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.progress.Progress;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.graph.FlowGraph;
import dev.reeve.state.StateChange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows how a run goes on, but not while a person is asked. Thread-safe. */
final class Display implements Consumer<StateChange>, AutoCloseable {
    private final FlowGraph graph;
    private final Progress.Format format;
    private final Console console;
    private final boolean aside;
    private volatile @Nullable Progress shown;

    private Display(FlowGraph graph, Progress.Format format, Console console, boolean aside) {
        this.graph = graph;
        this.format = format;
        this.console = console;
        this.aside = aside;
    }

    /** Beside JSON on standard output, and as JSON among log lines, it goes to standard error. Not shown yet. */
    static Display of(FlowGraph graph, Configuration configuration, Console console, OutputFormat output) {
        boolean lines = configuration.get(Settings.LOG_FORMAT).equals("json");
        return new Display(
                graph,
                lines ? Progress.Format.JSON : Progress.Format.TEXT,
                console,
                lines || output == OutputFormat.JSON);
    }

    /** Shows it from now on. */
    void show() {
        shown = Progress.start(
                graph, format, aside ? Terminal.NONE : console.terminal(), aside ? console.err() : console.out());
    }

    @Override
    public void accept(StateChange change) {
        Progress now = shown;
        if (now != null) {
            now.accept(change);
        }
    }

    @Override
    public void close() {
        hide();
    }

    /** Takes it away. May be called more than once, and it may be shown again. */
    void hide() {
        Progress now = shown;
        shown = null;
        if (now != null) {
            now.close();
        }
    }
}
