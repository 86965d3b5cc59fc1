package dev.reeve.engine.record;

import dev.reeve.graph.FlowGraph;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The structures of flows, each written once for all runs that have it, in a file named by its hash. Of a flow that runs
 * often neither time nor space is spent on it again. Thread-safe.
 */
final class StructureFiles {
    static final String DIRECTORY = "structures/";

    private final RecordStorage storage;
    private final Map<FlowGraph, String> hashes = new WeakHashMap<>();

    StructureFiles(RecordStorage storage) {
        this.storage = storage;
    }

    /** Sees that the structure of that flow is on the disk; returns its hash. */
    String write(FlowGraph graph) throws IOException {
        String hash;
        synchronized (hashes) {
            hash = hashes.get(graph);
        }
        if (hash == null || !storage.touch(DIRECTORY + hash)) {
            hash = write(StructureCode.write(StructureOf.of(graph)));
            synchronized (hashes) {
                hashes.put(graph, hash);
            }
        }
        return hash;
    }

    /** Sees that a structure is on the disk; returns its hash. */
    String write(Bytes structure) throws IOException {
        String hash = hash(structure.toArray());
        if (!storage.touch(DIRECTORY + hash)) { // so that it is known to be in use
            byte[] start = Frames.start();
            byte[] frame = Frames.frame(Frames.STRUCTURE, structure);
            byte[] whole = Arrays.copyOf(start, start.length + frame.length);
            System.arraycopy(frame, 0, whole, start.length, frame.length);
            storage.writeWhole(DIRECTORY + hash, whole);
        }
        return hash;
    }

    /** The hashes of all that are there. */
    List<String> names() throws IOException {
        return storage.names(DIRECTORY, "");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The structure with that hash; null if it is not there, or is not what was written. */
    @Nullable
    Structure read(String hash) throws IOException {
        if (!hash.matches("[0-9a-f]{64}")) {
            return null;
        }
        RecordStorage.Content file = storage.open(DIRECTORY + hash).orElse(null);
        if (file == null) {
            return null;
        }
        try (file) {
            FrameScan.Frame frame = new FrameScan(file).next();
            return frame == null || frame.kind() != Frames.STRUCTURE ? null : StructureCode.read(frame.content());
        } catch (DamagedRecordException e) {
            return null;
        }
    }
}
