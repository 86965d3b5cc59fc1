package dev.reeve.agent;

import dev.reeve.api.SecretValue;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.UnavailableException;
import dev.reeve.spi.SecretProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one run that a server gave out: those that the server has for it, then those of this machine. Each is
 * fetched when a task first asks for it, and again after a minute, so that a new value is there soon. While the server is
 * away the last one holds; one that was never fetched is waited for, and a local one does not take its place. Thread-safe.
 */
final class ServerSecrets implements SecretProvider {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration FRESH_ABSENCE = Duration.ofSeconds(5);

    /** As servers take them: what else tasks ask for is none of theirs. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,199}");

    private final RunnerClient server;
    private final SecretProvider local;
    private final InstantSource clock;
    private final Pauses pauses;
    private final Duration patience;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Optional<String> value, Instant until) {}

    /** {@code patience}: how long a server that is away is waited for. */
    ServerSecrets(RunnerClient server, SecretProvider local, InstantSource clock, Pauses pauses, Duration patience) {
        this.server = server;
        this.local = local;
        this.clock = clock;
        this.pauses = pauses;
        this.patience = patience;
    }

    /**
     * @throws IllegalStateException if the server refuses, or is away for too long; says what to do
     */
    @Override
    public Optional<String> find(String name) {
        Optional<String> own = NAME.matcher(name).matches() ? ofServer(name) : Optional.empty();
        return own.isPresent() ? own : local.find(name);
    }

    /** Those of this machine: a server tells a run only what it asks for. */
    @Override
    public Set<String> names() {
        return local.names();
    }

    private Optional<String> ofServer(String name) {
        @Nullable Kept known = kept.get(name);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.value();
        }
        try {
            Optional<String> value = fetched(name, known);
            Duration fresh = value.isPresent() ? FRESH : FRESH_ABSENCE;
            kept.put(name, new Kept(value, clock.instant().plus(fresh)));
            return value;
        } catch (RefusedException refused) {
            throw new IllegalStateException(
                    "the server does not give out the secret \"" + name + "\": " + refused.getMessage(), refused);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while the server was asked for the secret \"" + name + "\"", e);
        }
    }

    private Optional<String> fetched(String name, @Nullable Kept known) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (int failures = 1; ; failures++) {
            try {
                return server.secret(name).map(SecretValue::value);
            } catch (UnavailableException away) {
                if (known != null && known.value().isPresent()) {
                    return known.value();
                }
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "the server cannot be asked for the secret \"" + name + "\": " + away.getMessage()
                                    + " It was asked for " + patience.toSeconds()
                                    + " s. Let the task be tried again later: .retries(..)",
                            away);
                }
                TimeUnit.NANOSECONDS.sleep(pauses.after(failures));
            }
        }
    }

    /** Without what is kept. */
    @Override
    public String toString() {
        return "the server's secrets, then " + local;
    }
}
