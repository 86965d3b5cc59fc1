package dev.reeve.engine.record;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Removes old records: of runs beyond a number, and of runs whose record was last written before a time. A run and the
 * runs that are part of it go together. Records of runs that go on stay.
 */
public final class Retention {
    /** More than the clocks of processes differ, or one needs from a structure to the record that names it. */
    private static final Duration JUST_NOW = Duration.ofHours(1);

    private final Records records;
    private final Leftovers leftovers;

    /** What a run that did not end well left in its store to go on from. */
    @FunctionalInterface
    public interface Leftovers {
        /** Removes that, for the record is about to go. */
        void remove(RecordedRun run) throws IOException;
    }

    /** That of these records; leaves alone what runs left elsewhere. */
    public Retention(Records records) {
        this(records, run -> {});
    }

    /** That of these records and of what their runs left elsewhere. */
    public Retention(Records records, Leftovers leftovers) {
        this.records = records;
        this.leftovers = leftovers;
    }

    /**
     * Keeps at most so many runs, and none whose record was last written longer ago than that; returns how many records
     * were removed.
     *
     * @param keep runs of their own; the runs that are part of them are not counted
     */
    public int apply(int keep, Duration keepFor, Instant now) throws IOException {
        List<String> names = records.names();
        Instant oldest =
                keepFor.compareTo(Duration.between(Instant.EPOCH, now)) >= 0 ? Instant.MIN : now.minus(keepFor);
        Set<String> roots = new HashSet<>();
        Set<String> leaving = new HashSet<>();
        String last = "";
        for (String name : names) { // the run itself comes before the runs that are part of it
            String root = RunFiles.root(name);
            if (roots.add(root)) {
                boolean old = roots.size() > keep || olderThan(name, oldest);
                if (old && !records.storage().locked(name)) {
                    leaving.add(root);
                } else {
                    last = name;
                }
            }
        }
        int count = 0;
        for (String name : names) {
            if (leaving.contains(RunFiles.root(name)) && remove(name)) {
                count++;
            }
        }
        if (count > 0) {
            removeStructuresBefore(last, now);
        }
        return count;
    }

    private boolean olderThan(String name, Instant oldest) {
        try {
            return records.storage().modified(name).isBefore(oldest);
        } catch (IOException e) { // removed by another process just now
            return false;
        }
    }

    /** Removes a record and those of the runs that are part of it; false if it is alive. */
    boolean delete(String name) throws IOException {
        if (!remove(name)) {
            return false;
        }
        String part = name.substring(0, name.length() - RunFiles.ENDING.length()) + ".";
        for (String other : records.names()) {
            if (other.startsWith(part)) {
                remove(other);
            }
        }
        return true;
    }

    private boolean remove(String name) throws IOException {
        Optional<RecordStorage.Lock> lock = records.storage().lock(name);
        if (lock.isEmpty()) {
            return false;
        }
        try {
            removeLeftovers(name);
            records.storage().delete(name);
            return true;
        } finally {
            lock.get().release();
        }
    }

    private void removeLeftovers(String name) {
        try {
            RunSummary summary = records.summary(name);
            if (summary.problem().isEmpty() && !summary.state().isSuccessful()) {
                RecordedRun run = records.read(summary.id()).orElse(null);
                if (run != null) {
                    leftovers.remove(run);
                }
            }
        } catch (IOException | RuntimeException unreadable) { // the record goes all the same
            LoggerFactory.getLogger(Retention.class)
                    .debug("what run {} left to go on from was not removed: {}", name, unreadable.toString());
        }
    }

    /** Removes structures that no run since the oldest that is kept began with: each is touched by those that do. */
    private void removeStructuresBefore(String oldest, Instant now) throws IOException {
        Instant began = now;
        try (RecordStorage.Content file =
                oldest.isEmpty() ? null : records.storage().open(oldest).orElse(null)) {
            FrameScan.Frame first = file == null ? null : new FrameScan(file).next();
            if (first != null && first.kind() == Frames.OPENING) {
                began = OpeningCode.read(first.content()).began();
            } else if (!oldest.isEmpty()) {
                return; // it cannot be told
            }
        }
        for (String name : records.structures().names()) {
            String file = StructureFiles.DIRECTORY + name;
            if (records.storage().modified(file).isBefore(began.minus(JUST_NOW))) {
                records.storage().delete(file);
            }
        }
    }
}
