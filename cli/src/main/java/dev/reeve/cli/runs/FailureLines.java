package dev.reeve.cli.runs;

import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.text.Shown;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the tasks of a recorded run failed, for people; those of the flow runs that its tasks are as well. */
final class FailureLines {
    private static final int MOST_FAILURES = 5;
    private static final int WIDEST = 500;
    private static final int DEEPEST = 8;

    private final RecordedRuns runs;
    private final List<String> lines = new ArrayList<>();
    private int found;

    FailureLines(RecordedRuns runs) {
        this.runs = runs;
    }

    /** Lines about the first few task runs that failed by themselves; none if none did. */
    List<String> of(RecordedRun run) throws IOException {
        add(run, "", 0);
        if (found > MOST_FAILURES) {
            lines.add("");
            lines.add("  More tasks failed; reeve show RUN --task TASK tells of each.");
        }
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    private void add(RecordedRun run, String before, int depth) throws IOException {
        for (RecordedTask task : run.tasks()) {
            boolean children = false;
            for (int child = 0; child < task.width() && found <= MOST_FAILURES; child++) {
                children |= task.state(child).isFailed();
                add(new TaskPlace(run, task, child), before, depth);
            }
            if (!children) {
                add(new TaskPlace(run, task, -1), before, depth);
            }
        }
    }

    private void add(TaskPlace place, String before, int depth) throws IOException {
        State state = place.state();
        if (!state.isFailed() || state instanceof State.TriggerFailed || found > MOST_FAILURES) {
            return;
        }
        List<String> inside = place.task().runs(place.child());
        Optional<RecordedRun> inner =
                inside.isEmpty() || depth >= DEEPEST ? Optional.empty() : runs.find(inside.getLast());
        int already = found;
        if (inner.isPresent()) {
            add(inner.get(), before + place.label() + "/", depth + 1);
        }
        if (found == already && found++ < MOST_FAILURES) { // else what failed inside tells more
            lines.add("");
            lines.add("  " + Shown.clean(before + place.label() + ": " + state.name())
                    + (state.message().isEmpty() ? "" : ": " + Shown.cut(Shown.clean(state.message()), WIDEST)));
            place.task().trace(place.child()).ifPresent(trace -> lines.addAll(TraceLines.places(trace.text())));
        }
    }
}
