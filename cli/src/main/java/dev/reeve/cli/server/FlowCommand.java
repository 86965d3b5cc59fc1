package dev.reeve.cli.server;

import dev.reeve.api.Flow;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code reeve flow}: the flows of the server that one is logged in to. */
@Command(
        name = "flow",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists the flows of the server. reeve register makes one known.",
        footer = {
            "",
            "Example:",
            "  reeve flow list --project Demo",
            "",
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused."
        })
public final class FlowCommand implements Runnable {
    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public FlowCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: list.");
    }

    @Command(name = "list", description = "Prints the flows, at their newest versions.")
    int list(
            @Mixin ListOptions options,
            @Option(names = "--project", paramLabel = "NAME", description = "Only those of that project.") @Nullable
                    String project)
            throws InterruptedException {
        List<Flow> flows =
                Asking.server(console, server -> server.flows(project)).items();
        if (options.output() == ListFormat.JSON) {
            console.out().println(Printed.json(flows));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "FLOW", "PROJECT", "VERSION", "LABELS", "REGISTERED", "DESCRIPTION");
        flows.forEach(flow -> table.row(
                flow.name(),
                flow.project(),
                String.valueOf(flow.version()),
                String.join(", ", flow.labels()),
                Printed.time(flow.createdAt()),
                flow.description()));
        Printed.table(console, table, flows.size(), "There are no flows yet. See reeve register.");
        return ExitCode.OK;
    }
}
