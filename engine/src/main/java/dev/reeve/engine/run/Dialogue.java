package dev.reeve.engine.run;

import dev.reeve.graph.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people answered to the task runs of a run, and what else a flow run that a task is was made with: what comes
 * after them is made of it, though their inputs do not tell it. Kept as texts that are the same in each run where the
 * same was said. Touched by the role's holder only.
 */
final class Dialogue {
    private final Run run;
    private final Shelf shelf;
    private final ByTaskRun<Answer> last = new ByTaskRun<>();
    private final ByTaskRun<List<String>> told = new ByTaskRun<>();

    private final String runId;

    Dialogue(Run run, Shelf shelf, String runId) {
        this.run = run;
        this.shelf = shelf;
        this.runId = runId;
    }

    /** A person answered. */
    void answered(int v, int child, Answer answer) {
        last.put(v, child, answer);
        run.journal.answered(v, child, answer.by().isEmpty() ? "somebody" : answer.by(), answer.told());
        if (!answer.told().isEmpty()) {
            note(v, child, answer.told());
            run.lookups.lookAgain(v, child); // what it makes of this answer may be stored
        }
    }

    /** What the person said last to that task run; null for nothing. */
    @Nullable
    Answer last(int v, int child) {
        return last.get(v, child);
    }

    /** The flow run that the task run is has ended well, made with that; empty for nothing. */
    void inside(int v, int child, String made) {
        if (!made.isEmpty()) {
            run.journal.answered(v, child, "", made);
            note(v, child, made);
        }
    }

    /** A task run goes on, or stays, with what it was told in earlier epochs. */
    void restore(int v, int child) {
        List<String> known = run.restoring.restored().told(v, child);
        known.forEach(text -> note(v, child, text));
        if (known.isEmpty()
                && run.graph.node(v).kind() == Kind.APPROVAL
                && MappedValues.hasValue(run.state(v, child))) {
            note(v, child, "answered in run " + runId); // its record does not know what
        }
    }

    private void note(int v, int child, String text) {
        List<String> texts = told.get(v, child);
        if (texts == null) {
            texts = new ArrayList<>(1);
            told.put(v, child, texts);
        }
        texts.add(text);
    }

    /** Whether nobody said anything yet. */
    boolean silent() {
        return told.size() == 0;
    }

    /** All that was said to that task run, as one text; empty for nothing. */
    String of(int v, int child) {
        List<String> texts = told.get(v, child);
        return texts == null ? "" : shelf.folded(Collections.unmodifiableList(texts));
    }
}
