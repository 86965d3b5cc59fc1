package dev.reeve.engine.secret;

import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.spi.SecretProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in a file that only its owner may read: in TOML, {@code shop-token = "..."}; a table is a secret of several
 * values, read as JSON. Read anew for each question, so that what was set is there at once. Thread-safe, and safe for
 * several processes.
 */
public final class SecretsFile implements SecretProvider {
    private static final Object CHANGES = new Object();

    private final Path file;

    /** A file that need not exist. */
    public SecretsFile(Path file) {
        this.file = file;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /**
     * @throws IllegalStateException if others may read the file, or it is no TOML; says what to do, and shows no value
     */
    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(all().keySet()));
    }

    /** Puts a secret there, in place of the one of that name. Makes the file if need be. */
    public void set(String name, String value) {
        change(secrets -> secrets.put(name, value));
    }

    /** Takes a secret away; false if there was none of that name. */
    public boolean delete(String name) {
        return change(secrets -> secrets.remove(name));
    }

    /** Changes them while no other process does; false if there was nothing before of what was put or removed. */
    private boolean change(Function<Map<String, String>, @Nullable String> action) {
        synchronized (CHANGES) { // a lock on a file is the process's, not the thread's
            try {
                Path lock = PrivateFile.lock(file);
                try (FileChannel channel = FileChannel.open(lock, WRITE);
                        FileLock held = channel.lock()) {
                    Map<String, String> secrets = new TreeMap<>(all());
                    boolean was = action.apply(secrets) != null;
                    PrivateFile.write(file, SecretsToml.write(secrets));
                    return was && held.isValid();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the secrets cannot be written to " + file + ": " + e, e);
            }
        }
    }

    private Map<String, String> all() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        PrivateFile.check(file);
        try {
            return SecretsToml.read(Files.readString(file), file);
        } catch (IOException e) {
            throw new IllegalStateException("the secrets in " + file + " cannot be read: "
                    + e.getClass().getSimpleName() + ". Make it a text file in UTF-8 that this user may read.");
        }
    }

    @Override
    public String toString() {
        return "the file " + file;
    }
}
