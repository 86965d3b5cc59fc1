package dev.reeve.testing;

import dev.reeve.engine.record.DamagedRecordException;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the records on a disk say of a run that was going on when the power failed: the truth, before anything goes on.
 * Task runs are named by their idempotency keys.
 *
 * @param root the run; empty if it has no record that can be read, so that it never began
 * @param succeeded those that ended with Success
 * @param well those that ended well: with Success, Cached or Skipped
 * @param stored those whose result is stored, of a mapped task that of each child that has one
 */
record Committed(String root, Set<String> succeeded, Set<String> well, Set<String> stored) {
    Committed {
        succeeded = Set.copyOf(succeeded);
        well = Set.copyOf(well);
        stored = Set.copyOf(stored);
    }

    /** Of the run that is not among those that ended before. */
    static Committed on(Records records, Set<String> finished) {
        String root = "";
        Committed found = new Committed(root, Set.of(), Set.of(), Set.of());
        try (Stream<RunSummary> runs = records.newestFirst()) {
            for (RunSummary run : (Iterable<RunSummary>) runs::iterator) {
                if (run.problem().isEmpty() && run.parent() == null && !finished.contains(run.id())) {
                    root = run.id();
                }
                if (run.problem().isEmpty()) {
                    found = found.and(read(records, run.id()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the records of a testbed cannot be read", e);
        }
        return new Committed(root, found.succeeded, found.well, found.stored);
    }

    private static Committed read(Records records, String runId) throws IOException {
        Committed nothing = new Committed("", Set.of(), Set.of(), Set.of());
        try {
            return records.read(runId).map(Committed::of).orElse(nothing);
        } catch (DamagedRecordException torn) { // its beginning was being written
            return nothing;
        }
    }

    private static Committed of(RecordedRun run) {
        Set<String> succeeded = new HashSet<>();
        Set<String> well = new HashSet<>();
        Set<String> stored = new HashSet<>();
        List<RecordedTask> tasks = run.tasks();
        for (RecordedTask task : tasks) {
            for (int child = -1; child < Math.max(0, task.width()); child++) {
                String key = run.id() + "/" + new Label(task.name(), child).text();
                State state = task.state(child);
                if (state instanceof State.Success) {
                    succeeded.add(key);
                }
                if (state.isSuccessful()) {
                    well.add(key);
                }
                if (isStored(task, child)) {
                    stored.add(key);
                }
            }
        }
        return new Committed("", succeeded, well, stored);
    }

    private static boolean isStored(RecordedTask task, int child) {
        boolean all = child >= 0 || task.width() < 0 ? task.stored(child).isPresent() : true;
        for (int i = 0; child < 0 && i < task.width(); i++) {
            all &= task.state(i) instanceof State.Skipped || task.stored(i).isPresent();
        }
        return all;
    }

    private Committed and(Committed other) {
        return new Committed(
                root, both(succeeded, other.succeeded), both(well, other.well), both(stored, other.stored));
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** Whether that task run succeeded for good; one with a value only if that is stored, for else it is made anew. */
    boolean has(String key, boolean valued) {
        return succeeded.contains(key) && (!valued || stored.contains(key));
    }

    /** Whether that task run is over for good: what comes after it need not be made anew for its sake. */
    boolean isOver(String key, boolean valued) {
        return well.contains(key) && (!valued || !succeeded.contains(key) || stored.contains(key));
    }
}
