package dev.reeve.cli.runs;

import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task run of a recorded run.
 *
 * @param run the run that it is in, which may be part of the one that was asked for
 * @param task the task
 * @param child the child's index; -1 for the task itself
 */
public record TaskPlace(RecordedRun run, RecordedTask task, int child) {
    private static final Pattern CHILD = Pattern.compile("(.*)\\[(\\d{1,9})]");
    private static final int MOST_LISTED = 30;

    /**
     * The task run that a text names: {@code fetch}, {@code fetch[3]}, or {@code load/fetch} for one of the flow run that
     * task {@code load} is.
     *
     * @throws MistakeException if there is none; lists those there are
     */
    public static TaskPlace of(RecordedRuns runs, RecordedRun run, String text) throws IOException {
        Optional<TaskPlace> own = own(run, text);
        if (own.isPresent()) {
            return own.get();
        }
        int slash = text.indexOf('/');
        if (slash > 0) {
            Optional<TaskPlace> outer = own(run, text.substring(0, slash));
            if (outer.isPresent()) {
                List<String> inside = outer.get().task().runs(outer.get().child());
                if (!inside.isEmpty()) {
                    return of(runs, runs.byId(inside.getLast()), text.substring(slash + 1));
                }
            }
        }
        List<String> names = run.tasks().stream().map(RecordedTask::name).toList();
        throw new MistakeException("Run " + run.id() + " has no task \"" + Shown.clean(text) + "\"."
                + NearestNames.question(text, names) + " Its tasks: "
                + Shown.clean(String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size()))))
                + (names.size() > MOST_LISTED ? ", .." : "") + ".");
    }

    private static Optional<TaskPlace> own(RecordedRun run, String text) {
        Optional<RecordedTask> whole = run.task(text);
        if (whole.isPresent()) {
            return Optional.of(new TaskPlace(run, whole.get(), -1));
        }
        Matcher indexed = CHILD.matcher(text);
        if (!indexed.matches()) {
            return Optional.empty();
        }
        int child = Integer.parseInt(indexed.group(2));
        return run.task(indexed.group(1))
                .filter(task -> child < task.width())
                .map(task -> new TaskPlace(run, task, child));
    }

    /** How it stood last. */
    public State state() {
        return task.state(child);
    }

    List<RunView.Entry> history() {
        return task.history(child);
    }

    /** How people write it. */
    public String label() {
        return child < 0 ? task.name() : task.name() + "[" + child + "]";
    }

    /** How many attempts began, over all epochs. */
    int attempts() {
        return attempts(history());
    }

    static int attempts(List<RunView.Entry> history) {
        int count = 0;
        State before = State.Pending.NOW;
        for (RunView.Entry entry : history) {
            count += entry.state() instanceof State.Running && !(before instanceof State.Running) ? 1 : 0;
            before = entry.state();
        }
        return count;
    }
}
