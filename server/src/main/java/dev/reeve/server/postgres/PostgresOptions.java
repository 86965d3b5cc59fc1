package dev.reeve.server.postgres;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL lives and how it is started. Immutable.
 *
 * @param home the directory that is all its own: programs, data, log
 * @param port where it listens on the loopback interface; 0: any free port
 * @param account under which account it runs if the server is started by root; null: {@code reeve} if there is one,
 *     else a user id that belongs to nobody. Of no meaning for who is not root
 * @param progress is told, in a few words each, what takes long at a first start; called in the starting thread
 */
public record PostgresOptions(Path home, int port, @Nullable String account, Consumer<String> progress) {
    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if there can be no such port
     */
    public PostgresOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + "; use 1 to 65535, or 0 for any free one");
        }
        home = home.toAbsolutePath().normalize();
    }

    /** Any free port, the account by itself, nobody is told. */
    public static PostgresOptions at(Path home) {
        return new PostgresOptions(home, 0, null, words -> {});
    }

    /** The same at that port. */
    public PostgresOptions port(int other) {
        return new PostgresOptions(home, other, account, progress);
    }

    /** The same with that account. */
    public PostgresOptions account(@Nullable String other) {
        return new PostgresOptions(home, port, other, progress);
    }

    /** The same, with somebody who is told what takes long. */
    public PostgresOptions progress(Consumer<String> other) {
        return new PostgresOptions(home, port, account, other);
    }
}
