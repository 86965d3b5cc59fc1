package dev.reeve.cli.server;

import dev.reeve.api.FlowRun;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve cancel}. */
@Command(
        name = "cancel",
        sortOptions = false,
        description = "Asks a run on the server to stop: what has not begun is cancelled, what runs is interrupted.",
        footer = {
            "",
            "Example:",
            "  reeve cancel latest --reason 'wrong country'",
            "",
            "Exit codes: 0 it was asked, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "A run's identifier, or latest.")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is kept.")
    private String reason = "";

    private final Console console;

    /** The command. */
    public CancelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        FlowRun asked = Asking.server(
                console, server -> server.cancel(ServerRuns.find(server, run).id(), reason));
        console.err()
                .println("Run " + asked.id() + " was asked to stop; it is "
                        + asked.state().name() + ".");
        return ExitCode.OK;
    }
}
