package dev.reeve.cli;

import dev.reeve.cli.log.Logging;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cluster.WorkerMain;
import dev.reeve.engine.config.Configuration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code reeve worker}. */
@Command(
        name = "worker",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Calls functions of tasks for runs on a cluster.",
        footer = {
            "",
            "Examples:",
            "  reeve worker start --join localhost:47500 --slots 4",
            "  reeve worker start --join node1,node2 --slots 8 --tag gpu --tag mem=64g --certs certs/node2"
        })
final class WorkerCommand implements Runnable {
    private static final String HELP = "worker";

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine with(Console console) {
        CommandLine start = new CommandLine(new Start(console));
        start.setUnmatchedOptionsArePositionalParams(true); // the process of a worker reads them itself
        start.getHelpSectionMap().put(HELP, help -> WorkerMain.HELP);
        start.setHelpSectionKeys(List.of(HELP));
        return new CommandLine(new WorkerCommand()).addSubcommand(start);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: start.");
    }

    /** {@code reeve worker start}. */
    @Command(name = "start", description = "Starts a worker, which is part of the cluster until it is stopped.")
    static final class Start implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "OPTION")
        private List<String> options = List.of();

        private final Console console;

        Start(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            Logging.start(Configuration.load(console.surroundings()));
            return WorkerMain.run(options, console.out(), console.err());
        }
    }
}
