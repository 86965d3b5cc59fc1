package dev.reeve.cli;

import dev.reeve.api.BulkKind;
import dev.reeve.cli.terminal.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code reeve retry}. */
@Command(
        name = "retry",
        sortOptions = false,
        description = {
            "Runs a run again that is recorded, or on the server: what did not end well, or from a task on. It keeps its"
                    + " identifier.",
            "reeve plan, with the same options, says what would run and why."
        },
        footer = {
            "",
            "Examples:",
            "  reeve retry latest",
            "  reeve retry latest --from load",
            "  reeve retry 01kb0yv4qg --from fetch --child 7",
            "  reeve retry latest --from load -p country=Italy",
            "  reeve retry 01kb0yv4qg --reuse same-graph target/my-etl.jar",
            "  reeve retry --flow covid-monthly --state failed --since 1d --dry-run   (many, on the server)",
            "",
            "Many runs at once are those that failed, unless --state says others; the exit code is 1 if not all were"
                    + " asked.",
            "On the server, without --watch, the exit code is 0 once the run is asked to go on.",
            "Exit codes: 0 the flow went well, 1 it did not, 2 wrong usage, no such run, or it goes on elsewhere: nothing"
                    + " has run, 3 it was cancelled, 130 stopped at once."
        })
final class RetryCommand implements Callable<Integer> {
    @Mixin
    private ResumedRunOptions options = new ResumedRunOptions();

    @Mixin
    private ReuseOptions reuse = new ReuseOptions();

    @ParentCommand
    private ReeveCommand reeve = new ReeveCommand();

    private final Console console;

    RetryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.resume(console, reeve.verbose(), reuse, BulkKind.REOPEN);
    }
}
