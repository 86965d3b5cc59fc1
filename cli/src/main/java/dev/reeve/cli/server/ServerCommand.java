package dev.reeve.cli.server;

import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.server.ServerDirectory;
import dev.reeve.server.ServerDirectory.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code reeve server}: a server on this machine. */
@Command(
        name = "server",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Starts and stops a server on this machine, says whether one runs, and copies what it knows.",
        footer = {
            "",
            "Examples:",
            "  reeve server start",
            "  reeve server start --port 8800 --data-dir /srv/reeve",
            "  REEVE_DATABASE_URL=postgresql://reeve:secret@db/reeve reeve server start",
            "  reeve server status",
            "  reeve server stop",
            "  reeve server backup reeve.backup"
        })
public final class ServerCommand implements Runnable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    private ServerCommand(Console console) {
        this.console = console;
    }

    /** The command with those below it. */
    public static CommandLine with(Console console) {
        return new CommandLine(new ServerCommand(console))
                .addSubcommand(new ServerStartCommand(console))
                .addSubcommand(new BackupCommand(console))
                .addSubcommand(new RestoreCommand(console));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what is to be done: start, stop, status, backup or restore.");
    }

    /** The directory that is meant; the usual one if none is named. */
    static Path directory(Console console, @Nullable Path named) {
        return named == null
                ? console.surroundings().home().resolve(".reeve").resolve("server")
                : console.directory().resolve(named).normalize();
    }

    @Command(
            name = "status",
            description = "Says whether a server runs, and where.",
            footer = {"", "Exit codes: 0 one runs, 1 none does, 2 wrong usage."})
    int status(
            @Option(
                            names = "--data-dir",
                            paramLabel = "DIR",
                            description = "The server's directory; ~/.reeve/server if not said.")
                    @Nullable
                    Path named,
            @Mixin ListOptions options) {
        Path directory = directory(console, named);
        Optional<Running> running = ServerDirectory.running(directory);
        if (options.output() == ListFormat.JSON) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("running", running.isPresent());
            answer.put("directory", directory.toString());
            running.ifPresent(server -> {
                answer.put("pid", server.pid());
                if (server.url() != null) {
                    answer.put("url", server.url().toString());
                }
            });
            console.out().println(Printed.json(answer));
        } else {
            console.out()
                    .println(running.map(server -> server.url() == null
                                    ? "A server starts or stops just now (process " + server.pid() + ")."
                                    : "Reeve runs at " + server.url() + " (process " + server.pid() + ").")
                            .orElse("No server runs on " + directory + "."));
        }
        return running.isPresent() ? ExitCode.OK : ExitCode.FAILED;
    }

    @Command(
            name = "stop",
            description = "Stops the server and waits until it has.",
            footer = {
                "",
                "Exit codes: 0 stopped, or none ran; 1 it does not stop; 2 wrong usage, or it is another user's."
            })
    int stop(
            @Option(
                            names = "--data-dir",
                            paramLabel = "DIR",
                            description = "The server's directory; ~/.reeve/server if not said.")
                    @Nullable
                    Path named)
            throws InterruptedException {
        Path directory = directory(console, named);
        Optional<Running> running = ServerDirectory.running(directory);
        if (running.isEmpty()) {
            console.err().println("No server runs on " + directory + ".");
            return ExitCode.OK;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(running.get().pid());
        if (process.isPresent() && !process.get().destroy()) {
            throw new MistakeException("Process " + running.get().pid() + " cannot be stopped by you. Ask its owner.");
        }
        if (!ended(directory)) {
            console.err()
                    .println("The server (process " + running.get().pid() + ") has not stopped within "
                            + LONGEST_STOP.toSeconds() + " seconds.");
            return ExitCode.FAILED;
        }
        console.err().println("Stopped.");
        return ExitCode.OK;
    }

    /** The lock is given back at the very end, or by the operating system. */
    private static boolean ended(Path directory) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        while (ServerDirectory.running(directory).isPresent()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }
}
