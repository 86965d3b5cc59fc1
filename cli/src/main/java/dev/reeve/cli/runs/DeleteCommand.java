package dev.reeve.cli.runs;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reeve delete}. */
@Command(
        name = "delete",
        sortOptions = false,
        description = {
            "Removes the record of a run, and of the runs that are part of it.",
            "Results stay where they are. Old records go by themselves: see records.keep and records.keep-for in reeve"
                    + " config."
        },
        footer = {
            "",
            "Example:",
            "  reeve delete 01kb0yv4qg0000000000000000",
            "",
            "Exit codes: 0 removed, 2 wrong usage, no such run, or a process runs it."
        })
public final class DeleteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's identifier, its beginning, name, or latest.")
    private String wanted = "";

    private final Console console;

    /** The command. */
    public DeleteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RecordedRuns runs = RecordedRuns.of(console);
        RunSummary run = runs.summary(wanted);
        if (!runs.records().delete(run.id())) {
            throw new MistakeException("Run " + run.id()
                    + " goes on in another process, so its record stays. Wait for its end, or end that process.");
        }
        console.out()
                .println("Removed the record of run " + run.id()
                        + (run.flow().isEmpty() ? "" : " of flow \"" + Shown.clean(run.flow()) + "\"") + ".");
        return ExitCode.OK;
    }
}
