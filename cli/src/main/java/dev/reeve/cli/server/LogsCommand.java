package dev.reeve.cli.server;

import dev.reeve.api.FlowRun;
import dev.reeve.api.RegisteredNode;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.client.ReeveClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve logs}. */
@Command(
        name = "logs",
        sortOptions = false,
        description = "Prints the log of a run on the server: what its tasks logged and printed.",
        footer = {
            "",
            "Examples:",
            "  reeve logs latest",
            "  reeve logs 019ac2f4-8a8e-7c2e-9d3f-2b1f8c0a7e55 -f",
            "",
            "With --output json, standard output has one JSON object a line.",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class LogsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "A run's identifier, or latest.")
    private String run = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until the run has ended.")
    private boolean follow;

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;

    /** The command. */
    public LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        return Asking.server(console, server -> {
            FlowRun found = ServerRuns.find(server, run);
            boolean json = output.output() == ListFormat.JSON;
            LogLines lines = new LogLines(server, found.id(), tasks(server, found), json, console);
            if (follow) {
                lines.follow();
            } else {
                lines.print();
            }
            return ExitCode.OK;
        });
    }

    /** The names of the tasks by their place in the flow, as it was when the run was asked for. */
    static List<String> tasks(ReeveClient server, FlowRun run) throws InterruptedException {
        return SeenRun.structure(server, run).nodes().stream()
                .map(RegisteredNode::name)
                .toList();
    }
}
