package dev.reeve.server;

import dev.reeve.server.database.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server can do its work: it does not stop, its database answers soon, and has the tables of this release.
 * Thread-safe. However many ask while the database is silent, one question waits for it.
 */
final class Readiness {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Database database;
    private @Nullable CompletableFuture<Boolean> asked;
    private volatile boolean stopping;

    Readiness(Database database) {
        this.database = database;
    }

    /** It is no longer ready, from now on. */
    void stops() {
        stopping = true;
    }

    /** Why it is not ready; empty: it is. */
    Optional<String> lacks() throws InterruptedException {
        if (stopping) {
            return Optional.of("The server stops.");
        }
        try {
            return question().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty()
                    : Optional.of("The tables in the database are older than this release. Start the server anew.");
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of("The database does not answer.");
        }
    }

    private synchronized CompletableFuture<Boolean> question() {
        if (asked == null || asked.isDone()) {
            asked = CompletableFuture.supplyAsync(
                    database::upToDate,
                    task -> Thread.ofVirtual().name("reeve-ready").start(task));
        }
        return asked;
    }
}
