package dev.reeve.cli;

import dev.reeve.api.BulkKind;
import dev.reeve.cli.terminal.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code reeve resume}. */
@Command(
        name = "resume",
        sortOptions = false,
        description = {
            "Goes on with a run that was interrupted, failed, was cancelled or waits: in this process with a recorded one,"
                    + " and with one on the server wherever an agent is free.",
            "What ended well and was made by the same code from the same parameters is used again, the rest runs. -p"
                    + " gives a parameter another value than it had. reeve plan says which. Ctrl-C"
                    + " cancels the run, a second one stops at once."
        },
        footer = {
            "",
            "Examples:",
            "  reeve resume latest",
            "  reeve resume 01kb0yv4qg target/my-etl.jar",
            "  reeve resume latest -p bucket=file:/mnt/other",
            "  reeve resume latest --watch                      (on the server)",
            "  reeve resume --flow covid-monthly --state failed --since 1d --dry-run   (many, on the server)",
            "",
            "Many runs at once are those that failed, unless --state says others; with --state paused, tasks go on that"
                    + " wait for a go-ahead. The exit code is 1 if not all were asked.",
            "On the server, without --watch, the exit code is 0 once the run is asked to go on.",
            "Exit codes: 0 the flow went well, 1 it did not, 2 wrong usage, no such run, or it goes on elsewhere: nothing"
                    + " has run, 3 it was cancelled, 130 stopped at once."
        })
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private ResumedRunOptions options = new ResumedRunOptions();

    @ParentCommand
    private ReeveCommand reeve = new ReeveCommand();

    private final Console console;

    ResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.resume(console, reeve.verbose(), new ReuseOptions(), BulkKind.RESUME);
    }
}
