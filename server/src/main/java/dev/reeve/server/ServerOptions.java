package dev.reeve.server;

import dev.reeve.server.http.HttpOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a server is started. Immutable.
 *
 * @param directory what is its own: its key, and its PostgreSQL unless {@code databaseUrl} names another
 * @param databaseUrl a PostgreSQL that runs already; null: one of its own
 * @param http where to listen and how; plain on the loopback interface by default
 * @param adminToken a key for an admin; empty: one is made if the server has none yet
 * @param keepRuns how long runs that ended are kept, a day or more; empty: for ever
 * @param progress is told, in a few words each, what takes long at a first start
 * @param hooksAnywhere whether hooks may lead to this machine and its networks, and not to the public internet only
 * @param agentLease how long an agent may keep silent before its runs are given to others, whole seconds, 2 at least
 */
public record ServerOptions(
        Path directory,
        @Nullable String databaseUrl,
        HttpOptions http,
        String adminToken,
        Optional<Duration> keepRuns,
        Consumer<String> progress,
        boolean hooksAnywhere,
        Duration agentLease) {
    /** The port that is taken if nobody says another. */
    public static final int DEFAULT_PORT = 8700;

    /** The lease of agents if nobody says another. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    /**
     * Resolves the directory.
     *
     * @throws IllegalArgumentException if there can be no such lease
     */
    public ServerOptions {
        directory = directory.toAbsolutePath().normalize();
        if (agentLease.compareTo(Duration.ofSeconds(2)) < 0
                || agentLease.compareTo(Duration.ofHours(1)) > 0
                || !agentLease.equals(Duration.ofSeconds(agentLease.toSeconds()))) {
            throw new IllegalArgumentException(
                    "the lease of agents is " + agentLease + "; use whole seconds, from 2 to 3600");
        }
    }

    /** On the loopback interface, any free port, with a PostgreSQL of its own. */
    public static ServerOptions in(Path directory) {
        return new ServerOptions(
                directory, null, new HttpOptions("127.0.0.1", 0), "", Optional.empty(), words -> {}, false, LEASE);
    }

    /** The same with that admin's key. */
    public ServerOptions adminToken(String token) {
        return new ServerOptions(directory, databaseUrl, http, token, keepRuns, progress, hooksAnywhere, agentLease);
    }

    /** The same over a PostgreSQL that runs already. */
    public ServerOptions databaseUrl(@Nullable String url) {
        return new ServerOptions(directory, url, http, adminToken, keepRuns, progress, hooksAnywhere, agentLease);
    }

    /** The same at that port. */
    public ServerOptions port(int other) {
        return new ServerOptions(
                directory, databaseUrl, http.port(other), adminToken, keepRuns, progress, hooksAnywhere, agentLease);
    }

    /** The same, listening like that. */
    public ServerOptions http(HttpOptions other) {
        return new ServerOptions(
                directory, databaseUrl, other, adminToken, keepRuns, progress, hooksAnywhere, agentLease);
    }

    /** The same with hooks that may lead anywhere, or to the public internet only. */
    public ServerOptions hooksAnywhere(boolean anywhere) {
        return new ServerOptions(directory, databaseUrl, http, adminToken, keepRuns, progress, anywhere, agentLease);
    }

    /** The same with agents that may keep silent so long. */
    public ServerOptions agentLease(Duration lease) {
        return new ServerOptions(directory, databaseUrl, http, adminToken, keepRuns, progress, hooksAnywhere, lease);
    }

    /** Without the token and the database's password. */
    @Override
    public String toString() {
        return "ServerOptions[" + directory + ", " + http.host() + ":" + http.port() + "]";
    }
}
