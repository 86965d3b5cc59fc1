package dev.reeve.cli.server;

import dev.reeve.cli.log.Logging;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.engine.config.Configuration;
import dev.reeve.server.AlreadyRunningException;
import dev.reeve.server.KeyRotation;
import dev.reeve.server.ServerOptions;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.postgres.PostgresException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reeve server rotate-key}. */
@Command(
        name = "rotate-key",
        sortOptions = false,
        description = {
            "Gives a server that does not run a new key, and seals anew all secrets and hooks with it.",
            "Runs under way are begun anew by other runners, and people log in again. Other servers on the same database are"
                    + " stopped before, and get the new server.key before they start."
        },
        footer = {
            "",
            "Example:",
            "  reeve server stop && reeve server rotate-key && reeve server start",
            "",
            "Exit codes: 0 done, 1 it could not be done and nothing is lost, 2 wrong usage."
        })
final class RotateKeyCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "What is the server's own: its database and its key; ~/.reeve/server if not said.")
    private @Nullable Path directory;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "The PostgreSQL of the server, as in reeve server start; better as REEVE_DATABASE_URL.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--forget-lost",
            description =
                    "Deletes what was sealed with a key that is lost, which nobody can open any more, and names it.")
    private boolean forgetLost;

    private final Console console;

    RotateKeyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Logging.start(Configuration.load(console.surroundings()));
        ServerOptions options = ServerOptions.in(ServerCommand.directory(console, directory))
                .databaseUrl(DatabaseOptions.url(console, databaseUrl));
        try {
            KeyRotation done = KeyRotation.of(options, forgetLost);
            done.forgotten().forEach(lost -> console.err().println("Deleted, as its key is lost: " + lost));
            console.err()
                    .println("The server's key is " + done.keyId() + " now. Sealed anew: " + done.resealed() + ".");
            return ExitCode.OK;
        } catch (AlreadyRunningException
                | PostgresException
                | DatabaseException
                | UncheckedIOException
                | IllegalStateException e) {
            console.err().println("reeve: " + Sentence.of(e));
            return ExitCode.FAILED;
        }
    }
}
