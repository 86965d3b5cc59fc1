package dev.reeve.cli.runs;

import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is inside the tasks of a run that are flow runs themselves, down to a depth of eight. */
final class Inside {
    private static final int DEEPEST = 8;
    /** Nobody reads more names; a fan-out may have a million runs. */
    private static final int MOST = 50;

    private final RecordedRuns runs;

    Inside(RecordedRuns runs) {
        this.runs = runs;
    }

    /** The last flow run that a task run was, if it was one and its record is there. */
    Optional<RecordedRun> of(RecordedTask task, int child) throws IOException {
        List<String> begun = task.runs(child);
        return begun.isEmpty() ? Optional.empty() : runs.find(begun.getLast());
    }

    /** The first task runs that stand so, by their paths; of a task run whose flow run goes on, those inside it. */
    List<String> paths(RecordedRun run, Predicate<State> wanted) throws IOException {
        List<String> paths = new ArrayList<>();
        add(run, "", wanted, 0, paths);
        return paths;
    }

    private void add(RecordedRun run, String before, Predicate<State> wanted, int depth, List<String> paths)
            throws IOException {
        for (RecordedTask task : run.tasks()) {
            int already = paths.size();
            for (int child = 0; child < task.width() && paths.size() < MOST; child++) {
                one(run, task, child, before, wanted, depth, paths);
            }
            if (paths.size() == already) { // else its children tell more
                one(run, task, -1, before, wanted, depth, paths);
            }
        }
    }

    private void one(
            RecordedRun run,
            RecordedTask task,
            int child,
            String before,
            Predicate<State> wanted,
            int depth,
            List<String> paths)
            throws IOException {
        State state = task.state(child);
        String path = before + new TaskPlace(run, task, child).label();
        int already = paths.size();
        if (state.isRunning() && depth < DEEPEST) {
            Optional<RecordedRun> inner = of(task, child);
            if (inner.isPresent()) {
                add(inner.get(), path + "/", wanted, depth + 1, paths);
            }
        }
        if (paths.size() == already && wanted.test(state) && paths.size() < MOST) {
            paths.add(path);
        }
    }
}
