package dev.reeve.engine.familiar;

import dev.reeve.FlowRun;
import dev.reeve.spi.ResultStore;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps everything in a map that can be looked at. */
final class OpenStore implements ResultStore {
    private final ConcurrentSkipListMap<String, byte[]> entries = new ConcurrentSkipListMap<>();

    @Override
    public String location() {
        return "open";
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void write(String key, byte[] bytes) {
        entries.put(key, bytes);
    }

    @Override
    public void publish(String from, String to) {
        entries.put(to, Objects.requireNonNull(entries.remove(from)));
    }

    @Override
    public void delete(String key) {
        entries.remove(key);
    }

    @Override
    public void close() {}

    /** What is kept, by key. */
    Map<String, byte[]> entries() {
        return Map.copyOf(entries);
    }

    /** The keys, without the identifier of the run in them. */
    TreeSet<String> keys(FlowRun run) {
        TreeSet<String> keys = new TreeSet<>();
        entries.keySet().forEach(key -> keys.add(key.replace(run.id(), "RUN")));
        return keys;
    }
}
