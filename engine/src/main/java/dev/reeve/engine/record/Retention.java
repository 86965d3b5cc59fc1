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
 * runs that are part of it go together, and their results with them. Records of runs that go on stay.
 */
public final class Retention {
    /** More than the clocks of processes differ, or one needs from a structure to the record that names it. */
    private static final Duration JUST_NOW = Duration.ofHours(1);

    private final Records records;
    private final KeptResults results;

    /** What becomes of the results of a run that is forgotten. */
    @FunctionalInterface
    public interface KeptResults {
        /**
         * Removes those that belong to that run alone.
         *
         * @throws IOException if they cannot be removed now; the record then stays, and says where they are
         */
        void remove(RecordedRun run) throws IOException;

        /** They stay. */
        KeptResults STAY = run -> {};
    }

    /** That of these records, and of the results that only they know of. */
    public Retention(Records records, KeptResults results) {
        this.records = records;
        this.results = results;
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
        boolean all = true;
        for (String name : names) {
            if (leaving.contains(RunFiles.root(name))) {
                boolean gone = removed(name);
                all &= gone;
                count += gone ? 1 : 0;
            }
        }
        if (count > 0 && all) { // else one that stays may need a structure that is older than what was to stay
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

    /**
     * Removes the record of a run, of the runs that are part of it, and their results. False if it is alive, and then
     * nothing is removed.
     *
     * @throws IOException if the results cannot be removed; the record stays then
     */
    public boolean deleteRun(String runId) throws IOException {
        return delete(RunFiles.name(runId));
    }

    private boolean delete(String name) throws IOException {
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

    /** One whose results cannot be removed now stays until the next time. */
    private boolean removed(String name) throws IOException {
        try {
            return remove(name);
        } catch (IOException e) {
            LoggerFactory.getLogger(Retention.class)
                    .warn(
                            "the record {}/{} is old but stays, for the results of its run cannot be removed: {}",
                            records.location(),
                            name,
                            e.getMessage());
            return false;
        }
    }

    private boolean remove(String name) throws IOException {
        Optional<RecordStorage.Lock> lock = records.storage().lock(name);
        if (lock.isEmpty()) {
            return false;
        }
        try {
            removeResults(name);
            records.storage().delete(name);
            new AnswerBox(records).forgetAll(name);
            return true;
        } finally {
            lock.get().release();
        }
    }

    /** First: a record without results is one whose tasks run again, results without a record are never found. */
    private void removeResults(String name) throws IOException {
        RecordedRun run = null;
        try (RecordStorage.Content file = records.storage().open(name).orElse(null)) {
            run = file == null ? null : new RunReader(records.structures()).read(name, file, false);
        }
        if (run != null) {
            results.remove(run);
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
