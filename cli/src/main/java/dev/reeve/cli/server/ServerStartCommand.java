package dev.reeve.cli.server;

import dev.reeve.cli.log.LogOptions;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.server.AlreadyRunningException;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.http.HttpOptions;
import dev.reeve.server.http.PortInUseException;
import dev.reeve.server.http.Proxies;
import dev.reeve.server.postgres.PostgresException;
import dev.reeve.server.tls.KeyPairException;
import dev.reeve.server.tls.KeyPairFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve server start}. */
@Command(
        name = "start",
        sortOptions = false,
        description = {
            "Starts a server and runs until it is stopped: by reeve server stop, Ctrl-C or SIGTERM.",
            "It brings a PostgreSQL of its own, in its directory, unless REEVE_DATABASE_URL or --database-url names one that"
                    + " runs already. At the first start it prints a key for an admin, once, unless REEVE_ADMIN_TOKEN gives"
                    + " one."
        },
        footer = {
            "",
            "Examples:",
            "  reeve server start",
            "  reeve server start --port 0 --data-dir /srv/reeve",
            "  reeve server start --host 0.0.0.0 --tls-cert reeve.crt --tls-key reeve.key",
            "  reeve server start --host 10.0.0.7 --behind-proxy 10.0.0.5",
            "",
            "Exit codes: 0 it was stopped, 1 it could not be started, 2 wrong usage."
        })
final class ServerStartCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "What is the server's own: its database and its key; ~/.reeve/server if not said.")
    private @Nullable Path directory;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "A PostgreSQL, 15 or newer, that runs already: postgresql://USER@HOST:5432/DATABASE. With a password"
                            + " in it, better as REEVE_DATABASE_URL, as others see arguments in the list of processes.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on; 127.0.0.1, this machine only, if not said.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 8700 if not said, any that is free if 0.")
    private int port = ServerOptions.DEFAULT_PORT;

    @Option(
            names = "--hooks-anywhere",
            description = "Lets hooks lead to this machine and its networks too; without it only to public addresses.")
    private boolean hooksAnywhere;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Speaks TLS with this certificate, followed by those between it and its authority (PEM).")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key of the certificate (PEM, not encrypted). Renewed files are taken at once.")
    private @Nullable Path key;

    @Option(
            names = "--behind-proxy",
            paramLabel = "ADDRESS",
            split = ",",
            description = "A proxy, or network of them (10.1.0.0/16), that is believed what X-Forwarded-For and"
                    + " X-Forwarded-Proto say; plain HTTP is for it alone.")
    private List<String> proxies = List.of();

    @Option(
            names = "--insecure-http",
            description = "Listens beyond this computer without TLS, where others can read keys and passwords.")
    private boolean insecure;

    @Option(
            names = "--keep-runs",
            paramLabel = "DAYS",
            description =
                    "Forgets runs that ended so long ago, with their logs and history: 90d; for ever if not said.")
    private @Nullable String keepRuns;

    @Mixin
    private CollectorOptions collector = new CollectorOptions();

    @Mixin
    private LogOptions logs = new LogOptions();

    @Option(
            names = "--agent-lease",
            paramLabel = "SECONDS",
            description = "How long an agent may keep silent before its runs are given to others; 30 if not said. All"
                    + " servers on one database have to say the same.")
    private long agentLease = ServerOptions.LEASE.toSeconds();

    private final Console console;

    ServerStartCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = logs.over(Configuration.load(console.surroundings()));
        Logging.start(configuration);
        Consumer<String> say = Logging.words(configuration, console.err()::println);
        ReeveServer server;
        try {
            server = ReeveServer.start(options(say));
        } catch (AlreadyRunningException
                | PostgresException
                | DatabaseException
                | PortInUseException
                | UncheckedIOException
                | KeyPairException
                | IllegalStateException e) {
            console.err().println("reeve: " + Sentence.of(e));
            return ExitCode.FAILED;
        } catch (IllegalArgumentException e) { // such as an admin's token that is too simple
            throw new MistakeException(Sentence.of(e), e);
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped, say), "reeve-server-stop"));
        var ignored = server.lost().thenAccept(problem -> lost(server, problem));
        server.firstKey().ifPresent(key -> {
            console.out().println("Key of the first admin, shown this once: " + key);
            console.out().println("Keep it: reeve login " + server.address());
        });
        console.out().println("Reeve is ready at " + server.address());
        console.out().flush();
        stopped.await();
        return ExitCode.OK;
    }

    // halt: the exit code of a signal would say that something went wrong
    private void stop(ReeveServer server, CountDownLatch stopped, Consumer<String> say) {
        try {
            server.close();
            say.accept("Reeve has stopped.");
        } catch (RuntimeException e) {
            console.err().println("reeve: " + Sentence.of(e));
            Runtime.getRuntime().halt(ExitCode.FAILED);
        } finally {
            stopped.countDown();
        }
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private void lost(ReeveServer server, PostgresException problem) {
        console.err().println("reeve: the server ends, for its database is gone: " + Sentence.of(problem));
        try {
            server.close();
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private ServerOptions options(Consumer<String> say) {
        Map<String, String> environment = console.surroundings().environment();
        try {
            return new ServerOptions(
                    ServerCommand.directory(console, directory),
                    DatabaseOptions.url(console, databaseUrl),
                    http(),
                    environment.getOrDefault("REEVE_ADMIN_TOKEN", ""),
                    kept(),
                    words -> say.accept(words + " ..."),
                    hooksAnywhere,
                    collector.traces(environment),
                    Duration.ofSeconds(agentLease));
        } catch (IllegalArgumentException e) {
            throw new MistakeException(Sentence.of(e), e);
        }
    }

    private Optional<Duration> kept() {
        if (keepRuns == null) {
            return Optional.empty();
        }
        if (!keepRuns.matches("[1-9]\\d{0,4}d")) {
            throw new MistakeException("--keep-runs takes a number of days, such as 90d, not \"" + keepRuns + "\".");
        }
        return Optional.of(Duration.ofDays(Long.parseLong(keepRuns.substring(0, keepRuns.length() - 1))));
    }

    private HttpOptions http() {
        KeyPairFiles tls = KeyPairFiles.named(resolved(certificate), resolved(key));
        return new HttpOptions(
                host, port, tls, insecure, proxies.isEmpty() ? Proxies.NONE : Proxies.parse(String.join(",", proxies)));
    }

    private @Nullable Path resolved(@Nullable Path file) {
        return file == null ? null : console.directory().resolve(file).normalize();
    }
}
