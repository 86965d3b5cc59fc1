package dev.reeve.agent;

import dev.reeve.api.Bundle;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Code that was fetched from a store, one directory for each checksum. What no run wanted for {@link #KEPT} goes when
 * other code is fetched. Thread-safe, and safe for several processes.
 */
final class BundleCache {
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(BundleCache.class);

    private final Path directory;
    private final InstantSource clock;

    BundleCache(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * The file of a bundle, fetched if it is not here yet. Its checksum is for the caller to look at.
     *
     * @throws UnfitRunException if it cannot be fetched; says why and what to do
     */
    Path file(Bundle bundle) {
        return file(bundle, false);
    }

    /** The same, fetched whether or not it is here. */
    Path fileAnew(Bundle bundle) {
        return file(bundle, true);
    }

    private Path file(Bundle bundle, boolean anew) {
        String location = bundle.location();
        int name = location.lastIndexOf('/') + 1;
        int key = location.lastIndexOf('/', Math.max(0, name - 2)) + 1;
        if (key == 0 || !location.substring(key, Math.max(key, name - 1)).equals(bundle.sha256())) {
            throw new UnfitRunException("Its code is at " + location
                    + ", and neither a file on the agent's host nor where \"reeve register --to\" puts it. Register it"
                    + " again.");
        }
        Path file = directory.resolve(bundle.sha256()).resolve(location.substring(name));
        try {
            if (anew || !Files.exists(file)) {
                fetch(URI.create(location.substring(0, key - 1)), location.substring(key), file);
                forgetOld();
            }
            Files.setLastModifiedTime(file.getParent(), FileTime.from(clock.instant()));
            return file;
        } catch (IOException | RuntimeException e) {
            throw new UnfitRunException("Its code cannot be fetched from " + location + ": " + e.getMessage());
        }
    }

    private static void fetch(URI store, String key, Path file) throws IOException {
        Optional<byte[]> bytes;
        try (ResultStore from = BundleStores.open(store)) {
            bytes = from.read(key);
        }
        if (bytes.isEmpty()) {
            throw new IOException("it is not there any more. Build it and register it again");
        }
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(UUID.randomUUID() + ".part");
        try {
            Files.write(part, bytes.get());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void forgetOld() throws IOException {
        Instant since = clock.instant().minus(KEPT);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(since)) {
                    forget(each);
                }
            }
        }
    }

    /** Another process may do the same, or want it at this moment: then it stays. */
    private static void forget(Path code) {
        try (Stream<Path> files = Files.list(code)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(code);
        } catch (NoSuchFileException e) {
            LOG.debug("Gone already: {}", code);
        } catch (IOException e) {
            LOG.warn("Code that is not wanted any more stays at {}: {}", code, e.toString());
        }
    }
}
