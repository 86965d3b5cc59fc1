package dev.reeve.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Directories for PostgreSQL in tests: where other accounts can pass, with programs that were unpacked once for all. Removed
 * when the tests end.
 */
public final class Homes {
    private static final List<Runnable> BEFORE_REMOVAL = new CopyOnWriteArrayList<>();
    private static final Path ROOT = root();

    private Homes() {}

    /** One that does not exist yet, as at a first start, but for the programs. */
    public static Path fresh() throws IOException {
        Path parent = Files.createTempDirectory(ROOT, "home");
        open(parent);
        Path home = Files.createDirectory(parent.resolve("postgres"));
        Programs.unpacked(ROOT, words -> {});
        Files.createSymbolicLink(
                home.resolve("postgresql-" + Programs.RELEASE), ROOT.resolve("postgresql-" + Programs.RELEASE));
        return home;
    }

    /** One that was set up before, by a copy of what one start made. */
    public static Path setUp() throws IOException {
        Path home = fresh();
        try {
            Commands.run(List.of(
                    "cp", "-a", template().toString(), home.resolve("data").toString()));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return home;
    }

    private static synchronized Path template() throws IOException {
        Path template = ROOT.resolve("template");
        if (Files.notExists(template)) {
            Path home = fresh();
            Postgres.start(PostgresOptions.at(home)).close();
            Files.move(home.resolve("data"), template);
        }
        return template;
    }

    /** What ends in there before all of it is removed. */
    public static void beforeRemoval(Runnable end) {
        BEFORE_REMOVAL.add(end);
    }

    /** One without anything. */
    public static Path bare() throws IOException {
        Path parent = Files.createTempDirectory(ROOT, "home");
        open(parent);
        return parent.resolve("postgres");
    }

    private static Path root() {
        try {
            Path root = Files.createTempDirectory("reeve-postgres-test");
            open(root);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                BEFORE_REMOVAL.forEach(Runnable::run);
                try { // it may go on longer than this process: these are many files
                    new ProcessBuilder("rm", "-rf", root.toString()).start();
                } catch (IOException e) {
                    root.toFile().deleteOnExit();
                }
            }));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
