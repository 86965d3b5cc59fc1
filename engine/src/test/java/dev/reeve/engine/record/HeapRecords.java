package dev.reeve.engine.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records in memory, on a disk that can be full. Thread-safe. */
final class HeapRecords implements RecordStorage {
    private final Map<String, byte[]> files = new HashMap<>();
    private final Set<String> locks = new HashSet<>();
    private long space = Long.MAX_VALUE;
    int forces;

    synchronized void space(long bytes) {
        space = bytes;
    }

    synchronized byte[] bytes(String name) {
        return files.get(name).clone();
    }

    synchronized void put(String name, byte[] bytes) {
        files.put(name, bytes.clone());
    }

    synchronized Set<String> all() {
        return Set.copyOf(files.keySet());
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public synchronized List<String> names(String directory, String ending) {
        List<String> names = new ArrayList<>();
        for (String name : files.keySet()) {
            String below = name.startsWith(directory) ? name.substring(directory.length()) : "/";
            if (below.indexOf('/') < 0 && below.endsWith(ending)) {
                names.add(below);
            }
        }
        return names;
    }

    @Override
    public synchronized Appender create(String name) throws IOException {
        if (files.putIfAbsent(name, new byte[0]) != null) {
            throw new FileAlreadyExistsException(name);
        }
        return new Growing(name);
    }

    @Override
    public synchronized Appender reopen(String name, long length) throws IOException {
        if (!files.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        Growing file = new Growing(name);
        file.truncate(length);
        return file;
    }

    @Override
    public synchronized Optional<Content> open(String name) {
        byte[] bytes = files.get(name);
        return bytes == null ? Optional.empty() : Optional.of(new Opened(bytes));
    }

    @Override
    public synchronized void writeWhole(String name, byte[] bytes) throws IOException {
        take(bytes.length);
        files.put(name, bytes.clone());
    }

    private void take(int bytes) throws IOException {
        if (space < bytes) {
            throw new IOException("No space left on device");
        }
        space -= bytes;
    }

    @Override
    public synchronized boolean exists(String name) {
        return files.containsKey(name);
    }

    @Override
    public synchronized boolean touch(String name) {
        return files.containsKey(name);
    }

    @Override
    public synchronized boolean force(String name) {
        return files.containsKey(name);
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
    }

    @Override
    public Instant modified(String name) {
        return Instant.EPOCH;
    }

    @Override
    public synchronized Optional<Lock> lock(String name) {
        return locks.add(name) ? Optional.of(() -> release(name)) : Optional.empty();
    }

    private synchronized void release(String name) {
        locks.remove(name);
    }

    @Override
    public synchronized boolean locked(String name) {
        return locks.contains(name);
    }

    private final class Growing implements Appender {
        private final String name;

        private Growing(String name) {
            this.name = name;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            synchronized (HeapRecords.this) {
                int fits = (int) Math.min(count, space);
                ByteArrayOutputStream grown = new ByteArrayOutputStream();
                grown.writeBytes(files.get(name));
                grown.write(bytes, from, fits); // what a disk that fills up does
                files.put(name, grown.toByteArray());
                space -= fits;
                if (fits < count) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void force() {
            synchronized (HeapRecords.this) {
                forces++;
            }
        }

        @Override
        public void truncate(long length) {
            synchronized (HeapRecords.this) {
                files.put(name, Arrays.copyOf(files.get(name), (int) length));
            }
        }

        @Override
        public void close() {}
    }

    private record Opened(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public byte[] read(long from, int count) {
            return Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + count));
        }

        @Override
        public void close() {}
    }
}
