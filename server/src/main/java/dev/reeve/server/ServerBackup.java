package dev.reeve.server;

import dev.reeve.server.auth.ServerKey;
import dev.reeve.server.backup.Backup;
import dev.reeve.server.backup.BackupException;
import dev.reeve.server.backup.Restore;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a server knows into one file, whether it runs or not, and reads such a file into a new one. Immutable.
 *
 * @param directory the server's
 * @param databaseUrl the PostgreSQL that it uses; null: its own
 * @param progress is told, in a few words each, what takes long
 */
public record ServerBackup(Path directory, @Nullable String databaseUrl, Consumer<String> progress) {
    /** Where the server's key lies, which is in no backup. */
    public Path keyFile() {
        return directory.resolve("server.key");
    }

    /**
     * Writes all of it as it is at one moment.
     *
     * @param stream stays open
     * @throws BackupException if there is no server's data, or it cannot be read or written
     */
    public Backup write(OutputStream stream) {
        return withDatabase(false, address -> {
            try (Connection connection = Database.connect(address)) {
                return Backup.write(connection, keyMark(), stream);
            } catch (SQLException e) {
                throw new BackupException("the database cannot be left: " + e.getMessage(), e);
            }
        });
    }

    /**
     * Reads such a file into a database that is empty; no server may run on the directory.
     *
     * @param stream stays open
     * @throws BackupException if that cannot be done; then nothing was
     * @throws AlreadyRunningException if a server runs on the directory
     */
    public Restore read(InputStream stream) {
        ServerDirectory held = ServerDirectory.hold(directory);
        try {
            return withDatabase(true, address -> {
                Restore restored = Restore.read(address, stream);
                Database.open(address).close(); // brings the tables to this release
                return restored;
            });
        } finally {
            held.close();
        }
    }

    /** Whether the key that lies in the directory is that of the server that the backup is of; empty: nobody knows. */
    public Optional<Boolean> isKeyOf(Restore restored) {
        return restored.keyMark().isEmpty()
                ? Optional.empty()
                : Optional.of(keyMark().equals(restored.keyMark()));
    }

    private String keyMark() {
        return Files.isReadable(keyFile()) ? ServerKey.in(keyFile()).mark() : "";
    }

    private <T> T withDatabase(boolean fresh, Function<DatabaseAddress, T> use) {
        if (databaseUrl != null) {
            return use.apply(DatabaseAddress.parse(databaseUrl));
        }
        Path home = directory.resolve("postgres");
        Optional<Postgres.Entrance> running = Postgres.running(home);
        if (running.isPresent()) {
            Postgres.Entrance in = running.get();
            return use.apply(new DatabaseAddress(in.url(), in.user(), in.password()));
        }
        if (!fresh && !Files.exists(home.resolve("data"))) {
            throw new BackupException(
                    "there is no server's data in " + directory + ". Name the right directory: --data-dir"
                            + " DIR, or the database that the server uses: --database-url",
                    null);
        }
        try (Postgres own = Postgres.start(PostgresOptions.at(home).progress(progress))) {
            return use.apply(new DatabaseAddress(own.url(), own.user(), own.password()));
        }
    }
}
