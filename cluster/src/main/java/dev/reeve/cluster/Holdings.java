package dev.reeve.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

/**
 * The results that stay in a worker: as many as fit into their share of memory, the others in files of it. Each belongs to
 * the driver whose function made it, and goes with that. Thread-safe.
 */
final class Holdings {
    /** Under what the grid's node knows them. */
    private static final String KEY = "reeve.holdings";
    /** Of the heap, for results. */
    private static final int SHARE = 4;

    private final Path directory;
    private final long most;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private long inMemory;
    private long files;

    /** One result: its bytes, or where they are. */
    private record Held(
            UUID driver, byte @Nullable [] bytes, @Nullable Path file, int length) {}

    /** In that directory, of which nothing else is known, what is more than so many bytes. */
    Holdings(Path directory, long most) {
        this.directory = directory;
        this.most = most;
    }

    /** Those of a node. */
    static Holdings of(Ignite ignite) {
        return (Holdings) ignite.cluster().<String, Object>nodeLocalMap().computeIfAbsent(KEY, none -> {
            Path work = Path.of(ignite.configuration().getWorkDirectory());
            return new Holdings(work.resolve("held"), Runtime.getRuntime().maxMemory() / SHARE);
        });
    }

    /**
     * Holds bytes.
     *
     * @throws IOException if they are too many for memory and no file can be written; says so
     */
    synchronized void hold(String key, UUID driver, byte[] bytes) throws IOException {
        held.put(key, new Held(driver, bytes, null, bytes.length));
        inMemory += bytes.length;
        try {
            spill();
        } catch (IOException full) {
            forget(key);
            throw new IOException(
                    "a result of " + Sizes.words(bytes.length) + " cannot stay with its worker: there are "
                            + Sizes.words(inMemory) + " in memory, and " + directory + " takes no more ("
                            + full.getMessage() + ")",
                    full);
        }
    }

    /** Writes the oldest to files until the others fit. */
    private void spill() throws IOException {
        for (Map.Entry<String, Held> entry : held.entrySet()) {
            byte[] bytes = entry.getValue().bytes();
            if (inMemory <= most) {
                return;
            }
            if (bytes != null) {
                entry.setValue(new Held(entry.getValue().driver(), null, written(bytes), bytes.length));
                inMemory -= bytes.length;
            }
        }
    }

    private Path written(byte[] bytes) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(Long.toString(files++));
        try {
            return Files.write(file, bytes);
        } catch (IOException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /** All of its bytes; null if it is not held. */
    byte @Nullable [] bytes(String key) throws IOException {
        Held found = find(key);
        return found == null ? null : part(found, 0, found.length());
    }

    /** Some of its bytes; null if it is not held. */
    byte @Nullable [] part(String key, int from, int length) throws IOException {
        Held found = find(key);
        return found == null ? null : part(found, from, Math.min(length, found.length() - from));
    }

    private synchronized @Nullable Held find(String key) {
        return held.get(key);
    }

    private static byte[] part(Held found, int from, int length) throws IOException {
        byte[] bytes = found.bytes();
        if (bytes != null && length == bytes.length) {
            return bytes;
        }
        byte[] part = new byte[length];
        if (bytes != null) {
            System.arraycopy(bytes, from, part, 0, length);
            return part;
        }
        try (RandomAccessFile file = new RandomAccessFile(String.valueOf(found.file()), "r")) {
            file.seek(from);
            file.readFully(part);
        }
        return part;
    }

    /** Nobody needs it any more. */
    synchronized void forget(String key) {
        Held gone = held.remove(key);
        if (gone != null) {
            remove(gone);
        }
    }

    /** A driver left: what is held for it is of use to nobody. */
    synchronized void left(UUID driver) {
        List<Held> gone = new ArrayList<>();
        for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
            Held one = all.next();
            if (one.driver().equals(driver)) {
                all.remove();
                gone.add(one);
            }
        }
        gone.forEach(this::remove);
    }

    private void remove(Held gone) {
        if (gone.file() == null) {
            inMemory -= gone.length();
        } else {
            gone.file().toFile().delete(); // if that does not work, it goes with the directory
        }
    }

    /** How many are held. */
    synchronized int size() {
        return held.size();
    }

    /** How many bytes are in memory. */
    synchronized long inMemory() {
        return inMemory;
    }
}
