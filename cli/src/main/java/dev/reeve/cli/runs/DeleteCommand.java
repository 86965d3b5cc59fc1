package dev.reeve.cli.runs;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.ForgottenResults;
import dev.reeve.engine.record.Retention;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve delete}. */
@Command(
        name = "delete",
        sortOptions = false,
        description = {
            "Removes the record of a run, of the runs that are part of it, and the results that belong to them alone.",
            "Targets and caches stay. Old records go by themselves, as do their results: see records.keep and records.keep-for in reeve"
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
    @Mixin
    private RunArgument wanted = new RunArgument();

    @Option(names = "--keep-results", description = "Removes the record only; results stay where they are.")
    private boolean keepResults;

    private final Console console;

    /** The command. */
    public DeleteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RecordedRuns runs = RecordedRuns.of(console);
        RunSummary run = runs.summary(wanted.text());
        Retention retention =
                new Retention(runs.records(), keepResults ? Retention.KeptResults.STAY : new ForgottenResults());
        if (!removed(retention, run)) {
            throw new MistakeException("Run " + run.id()
                    + " goes on in another process, so its record stays. Wait for its end, or end that process.");
        }
        console.out()
                .println("Removed the record" + (keepResults ? "" : " and the results") + " of run " + run.id()
                        + (run.flow().isEmpty() ? "" : " of flow \"" + Shown.clean(run.flow()) + "\"") + ".");
        return ExitCode.OK;
    }

    private static boolean removed(Retention retention, RunSummary run) {
        try {
            return retention.deleteRun(run.id());
        } catch (IOException e) {
            throw new MistakeException(
                    "The results of run " + run.id() + " cannot be removed, so its record stays: " + e.getMessage()
                            + " With --keep-results the record goes alone.",
                    e);
        }
    }
}
