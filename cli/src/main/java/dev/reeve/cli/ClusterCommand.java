package dev.reeve.cli;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.cluster.ClusterCerts;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code reeve cluster}. */
@Command(
        name = "cluster",
        synopsisSubcommandLabel = "COMMAND",
        description = "Prepares a cluster of workers.",
        footer = {"", "Example:", "  reeve cluster certs --out certs --host node1 --host node2 --host laptop"})
final class ClusterCommand implements Runnable {
    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine with(Console console) {
        return new CommandLine(new ClusterCommand()).addSubcommand(new Certs(console));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what is to be done: certs.");
    }

    /** {@code reeve cluster certs}. */
    @Command(
            name = "certs",
            sortOptions = false,
            description = {
                "Makes certificates for the hosts of a cluster, and the authority that signs them.",
                "Each host is given its own directory and no other; the authority, DIR/ca, stays where it is. Hosts can be"
                        + " added later. Whoever has one of these directories can run code on all workers."
            },
            footer = {
                "",
                "Example:",
                "  reeve cluster certs --out certs --host node1 --host node2 --host laptop",
                "",
                "Exit codes: 0 done, 1 they could not be made, 2 wrong usage, or a host has one already."
            })
    static final class Certs implements Callable<Integer> {
        @Option(names = "--out", paramLabel = "DIR", required = true, description = "The directory for them.")
        private Path out = Path.of("certs");

        @Option(
                names = "--host",
                paramLabel = "HOST",
                required = true,
                description = "A host with workers or drivers, by name or address; may be given several times.")
        private List<String> hosts = List.of();

        private final Console console;

        Certs(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            try {
                for (Path made : ClusterCerts.make(out, hosts)) {
                    console.out().println(made);
                }
                return ExitCode.OK;
            } catch (IllegalArgumentException wrong) {
                throw new MistakeException(String.valueOf(wrong.getMessage()), wrong);
            } catch (FileAlreadyExistsException there) {
                throw new MistakeException(
                        there.getMessage() + " is there already. Delete it to make another certificate for that host.",
                        there);
            }
        }
    }
}
