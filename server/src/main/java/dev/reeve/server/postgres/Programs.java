package dev.reeve.server.postgres;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked under a directory; once for each release. */
final class Programs {
    /** The release that this server brings. */
    static final String RELEASE = "18.6";

    private final Path directory;

    private Programs(Path directory) {
        this.directory = directory;
    }

    static Programs unpacked(Path home, Consumer<String> progress) throws IOException {
        Path directory = home.resolve("postgresql-" + RELEASE);
        if (Files.notExists(directory)) {
            progress.accept("unpacking PostgreSQL " + RELEASE);
            unpack(home, directory);
        }
        return new Programs(directory);
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /** The major release, whose data any of its minor releases can use. */
    static String major() {
        return RELEASE.substring(0, RELEASE.indexOf('.'));
    }

    private static void unpack(Path home, Path directory) throws IOException {
        Path half = home.resolve("unpacking");
        Trees.delete(half); // of a start that was killed
        Files.createDirectory(half);
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream packed = archive();
                InputStream tar = new XZInputStream(new BufferedInputStream(packed))) {
            new TarReader(new BufferedInputStream(tar, 1 << 16), half).unpack();
        }
        Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream archive() {
        String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        InputStream found = Programs.class.getResourceAsStream("/" + name);
        if (found == null && name.contains("darwin")) { // both archives for Macs have the programs of both kinds
            found = Programs.class.getResourceAsStream("/postgres-darwin-arm_64.txz");
        }
        if (found != null) {
            return found;
        }
        throw new PostgresException(
                Problem.NO_PROGRAMS,
                "this server brings no PostgreSQL for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + " (looked for " + name
                        + "). Give it one that runs already: --database-url jdbc:postgresql://HOST/DATABASE");
    }

    static String archiveName(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        String arch = processor.equals("aarch64") || processor.equals("arm64") ? "arm_64" : "x86_64";
        boolean known = arch.equals("arm_64") || processor.equals("amd64") || processor.equals("x86_64");
        return "postgres-" + os + "-" + (known ? arch : processor) + ".txz";
    }
}
