package dev.reeve.engine.store;

import dev.reeve.spi.ResultKey;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Results in memory, lost with the process. Copies what goes in and out. Thread-safe. */
public final class MemoryResultStore implements ResultStore {
    private final Map<String, byte[]> entries = new HashMap<>();

    private final Set<String> claimed = new HashSet<>();

    /** An empty store. */
    public MemoryResultStore() {}

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public synchronized Optional<byte[]> read(String key) {
        ResultKey.parts(key);
        return Optional.ofNullable(entries.get(key)).map(byte[]::clone);
    }

    @Override
    public synchronized void write(String key, byte[] bytes) {
        ResultKey.parts(key);
        entries.put(key, bytes.clone());
    }

    @Override
    public synchronized void publish(String from, String to) throws IOException {
        ResultKey.parts(from);
        ResultKey.parts(to);
        byte[] bytes = entries.remove(from);
        if (bytes == null) {
            throw new NoSuchFileException(from, to, "there is no such result in memory to be published");
        }
        entries.put(to, bytes);
    }

    @Override
    public synchronized void delete(String key) {
        ResultKey.parts(key);
        entries.remove(key);
    }

    @Override
    public synchronized boolean deleteBelow(String key) {
        ResultKey.parts(key);
        entries.keySet().removeIf(entry -> entry.startsWith(key + "/"));
        return true;
    }

    @Override
    public synchronized Optional<Claim> claim(String key) {
        ResultKey.parts(key);
        AtomicBoolean held = new AtomicBoolean(claimed.add(key));
        return held.get() ? Optional.of(() -> unclaim(key, held)) : Optional.empty();
    }

    private synchronized void unclaim(String key, AtomicBoolean held) {
        if (held.getAndSet(false)) { // else somebody else may have it by now
            claimed.remove(key);
        }
    }

    /** Forgets nothing: a run may be looked at after its store was closed. */
    @Override
    public void close() {}
}
