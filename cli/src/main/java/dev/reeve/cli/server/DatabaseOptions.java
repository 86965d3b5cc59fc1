package dev.reeve.cli.server;

import dev.reeve.cli.log.Logging;
import dev.reeve.cli.terminal.Console;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.server.ServerBackup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server's database is meant. */
final class DatabaseOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The server's directory, with its database and its key; ~/.reeve/server if not said.")
    private @Nullable Path directory;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "The PostgreSQL that the server uses, if that is not its own; or REEVE_DATABASE_URL.")
    private @Nullable String databaseUrl;

    /** What the option says, else the environment; null for the server's own. */
    static @Nullable String url(Console console, @Nullable String said) {
        String url = said == null ? console.surroundings().environment().getOrDefault("REEVE_DATABASE_URL", "") : said;
        return url.isBlank() ? null : url;
    }

    ServerBackup backup(Console console) {
        Logging.start(Configuration.load(console.surroundings()).withDefault(Settings.LOG_LEVEL, "warn"));
        return new ServerBackup(
                ServerCommand.directory(console, directory),
                url(console, databaseUrl),
                words -> console.err().println(words + " ..."));
    }
}
