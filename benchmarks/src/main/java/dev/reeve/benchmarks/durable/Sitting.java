package dev.reeve.benchmarks.durable;

import dev.reeve.benchmarks.ProcessorTime;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresOptions;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL of one sitting, with the settings that a server gives its own, or one that runs already. Rows make
 * databases of their own in it, which go with it. Not thread-safe.
 */
final class Sitting implements AutoCloseable {
    private final Path directory;
    private final @Nullable Postgres own;
    private final DatabaseAddress address;
    private final List<String> made = new ArrayList<>();

    private Sitting(Path directory, @Nullable Postgres own, DatabaseAddress address) {
        this.directory = directory;
        this.own = own;
        this.address = address;
    }

    /** Over the PostgreSQL at that address; null: over one of its own. Files lie in the working directory meanwhile. */
    static Sitting open(@Nullable String url) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".reeve-benchmark");
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                // started by root, PostgreSQL runs under another account, which has to pass here
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            }
            if (url != null) {
                return new Sitting(directory, null, DatabaseAddress.parse(url));
            }
            Postgres own = Postgres.start(PostgresOptions.at(directory.resolve("postgres")));
            return new Sitting(directory, own, new DatabaseAddress(own.url(), own.user(), own.password()));
        } catch (RuntimeException e) {
            delete(directory);
            throw e;
        }
    }

    /** A directory of that name, made. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** An empty database. */
    DatabaseAddress fresh(String name) throws SQLException {
        String database = "reeve_benchmark_" + name.toLowerCase(Locale.ROOT) + "_"
                + ProcessHandle.current().pid();
        execute("create database " + database);
        made.add(database);
        return new DatabaseAddress(
                address.url().replaceFirst("^(jdbc:postgresql://[^/]*/)[^?]*", "$1" + database),
                address.user(),
                address.password());
    }

    /** Drops one that {@link #fresh} made, whoever is in it. */
    void drop(DatabaseAddress database) throws SQLException {
        String name = database.url().replaceFirst("^jdbc:postgresql://[^/]*/([^?]*).*", "$1");
        execute("drop database if exists " + name + " with (force)");
        made.remove(name);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = Database.connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Which PostgreSQL it is. */
    String version() throws SQLException {
        try (Connection connection = Database.connect(address)) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** The processor time of PostgreSQL so far, in nanoseconds; empty if it is not this sitting's own. */
    OptionalLong cpu() throws IOException {
        if (own == null) {
            return OptionalLong.empty();
        }
        Path file = directory.resolve("postgres/data/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return OptionalLong.of(ProcessorTime.ofTree(pid));
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            if (own == null) {
                for (String database : List.copyOf(made)) {
                    execute("drop database if exists " + database + " with (force)");
                }
            } else {
                own.close();
            }
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
