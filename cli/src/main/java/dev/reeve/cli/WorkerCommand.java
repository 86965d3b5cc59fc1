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
    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine with(Console console) {
        CommandLine start = new CommandLine(new Start(console));
        start.setUnmatchedOptionsArePositionalParams(true); // the process of a worker reads them itself
        return new CommandLine(new WorkerCommand()).addSubcommand(start);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: start.");
    }

    /** {@code reeve worker start}. */
    @Command(
            name = "start",
            description = "Starts a worker, which is part of the cluster until it is stopped.",
            footer = {"", "Exit codes: 0 it was stopped, 1 it could not become part of the cluster, 2 wrong usage."})
    static final class Start implements Callable<Integer> {
        @Parameters(
                arity = "0..*",
                paramLabel = "OPTION",
                description = {
                    "--join HOST[:PORT],..  where processes of the cluster are; a worker on one of these hosts may be the"
                            + " first",
                    "--slots N              how many attempts go on in it at once; the cores of the machine if not said",
                    "--tag NAME[=N]         what it has: gpu, or mem=64g for something of which there are so many units;"
                            + " may be given several times",
                    "--name NAME            its name for people; host and process if not said",
                    "--listen HOST[:PORT]   the address that the others reach it at",
                    "--certs DIR            the directory with its certificates, of reeve cluster certs; needed off the"
                            + " loopback address",
                    "--cluster-name NAME    the name of the cluster; reeve if not said",
                    "--silence SECONDS      how long a process of the cluster may be silent before it counts as lost; 5 if"
                            + " not said, and the same in all of them",
                    "--patience SECONDS     how long it waits for somebody to answer at --join; 30 if not said"
                })
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
