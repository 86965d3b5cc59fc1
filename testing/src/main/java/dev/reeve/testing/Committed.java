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
 *
 * @param root the run; empty if it has no record that can be read, so that it never began
 * @param ended the idempotency keys of task runs that ended with Success
 * @param stored those of them whose result is stored
 */
record Committed(String root, Set<String> ended, Set<String> stored) {
    /** Of the run that is not among those that ended before. */
    static Committed on(Records records, Set<String> finished) {
        String root = "";
        Set<String> ended = new HashSet<>();
        Set<String> stored = new HashSet<>();
        try (Stream<RunSummary> runs = records.newestFirst()) {
            for (RunSummary run : (Iterable<RunSummary>) runs::iterator) {
                if (run.problem().isEmpty() && run.parent() == null && !finished.contains(run.id())) {
                    root = run.id();
                }
                if (run.problem().isEmpty()) {
                    read(records, run.id(), ended, stored);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the records of a testbed cannot be read", e);
        }
        return new Committed(root, Set.copyOf(ended), Set.copyOf(stored));
    }

    private static void read(Records records, String runId, Set<String> ended, Set<String> stored) throws IOException {
        try {
            records.read(runId).ifPresent(run -> collect(run, ended, stored));
        } catch (DamagedRecordException torn) { // its beginning was being written: nothing is committed
            return;
        }
    }

    private static void collect(RecordedRun run, Set<String> ended, Set<String> stored) {
        List<RecordedTask> tasks = run.tasks();
        for (int v = 0; v < tasks.size(); v++) {
            RecordedTask task = tasks.get(v);
            for (int child = -1; child < Math.max(0, task.width()); child++) {
                if (task.state(child) instanceof State.Success) {
                    String key = run.id() + "/" + new Label(task.name(), child).text();
                    ended.add(key);
                    if (task.stored(child).isPresent()) {
                        stored.add(key);
                    }
                }
            }
        }
    }

    /** Whether that task run is done for good; one with a value only if that is stored, for else it has to be made anew. */
    boolean has(String key, boolean valued) {
        return valued ? stored.contains(key) : ended.contains(key);
    }
}
