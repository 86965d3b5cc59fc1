package dev.reeve.cli.runs;

import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.Structure;
import dev.reeve.engine.text.Took;
import dev.reeve.graph.EdgeKind;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a task of a run is as it is, in one sentence; and in another one what a resume made of it. */
public final class Reasons {
    private static final int DEEPEST = 8;

    private final RecordedRuns runs;
    private final RecordedRun run;
    private final int depth;

    /** Reasons of what is in that run. */
    public Reasons(RecordedRuns runs, RecordedRun run) {
        this(runs, run, 0);
    }

    private Reasons(RecordedRuns runs, RecordedRun run, int depth) {
        this.runs = runs;
        this.run = run;
        this.depth = depth;
    }

    /** About the run. */
    String ofRun() throws IOException {
        return new RunReasons(runs, run).words();
    }

    /** About a task run of it. */
    public String about(TaskPlace place) throws IOException {
        RecordedTask task = place.task();
        int child = place.child();
        State state = place.state();
        String said = run.interrupted() && !state.isFinished() && !(state instanceof State.Paused)
                ? interrupted(task, state)
                : words(task, child, state);
        return place.label() + " " + said + new EpochReasons(run).about(place) + answers(place);
    }

    /** What a person answered otherwise than in an epoch before, to it or to one that it reads. */
    private String answers(TaskPlace place) {
        if (place.task().toldOtherwise(place.child())) {
            return " Its answer changed.";
        }
        return upstreams(place.task()).stream()
                .filter(up -> up.kind() != EdgeKind.ORDER
                        && run.task(up.name())
                                .filter(above -> above.toldOtherwise(up.kind() == EdgeKind.EACH ? place.child() : -1))
                                .isPresent())
                .map(up -> " The answer to " + up.name() + " changed.")
                .findFirst()
                .orElse("");
    }

    private String interrupted(RecordedTask task, State state) {
        String then = switch (state) {
            case State.Pending s -> "had not begun";
            case State.Scheduled s -> "waited for its time";
            case State.Queued s -> "was ready";
            case State.Paused s -> "waited for a person";
            case State.Retrying s ->
                "waited for attempt " + s.tries().attempt() + ", as the one before had failed ("
                        + Sentences.open(s.cause()) + "),";
            case State.Running s -> "ran";
            case State.Mapped s -> "had " + ended(task) + " of its " + s.width() + " children ended";
            case State.Cancelling s -> "was being stopped";
            case State.Finished s -> "had ended";
        };
        boolean again = state instanceof State.Running || state instanceof State.Cancelling;
        return then + " when the process ended, so it " + (again ? "runs again" : "runs") + " when the run is resumed.";
    }

    private String words(RecordedTask task, int child, State state) throws IOException {
        return switch (state) {
            case State.Pending s -> pending(task);
            case State.Scheduled s -> "waits for its time, " + s.due() + ".";
            case State.Queued s -> queued(s);
            case State.Paused s -> paused(task, child, s);
            case State.Retrying s ->
                "waits for attempt " + s.tries().attempt() + " at " + s.due() + ", for the one before failed: "
                        + Sentences.end(s.cause());
            case State.Running s -> running(task, child, s);
            case State.Mapped s -> "runs: " + ended(task) + " of its " + s.width() + " children ended.";
            case State.Cancelling s -> "is being stopped: " + Sentences.end(s.reason());
            case State.Success s -> success(task, child, s);
            case State.Cached s -> "did not run, for a stored result was used: " + Sentences.end(s.source());
            case State.Skipped s -> "was skipped: " + Sentences.end(s.reason());
            case State.Failed s -> failed(task, child, s);
            case State.TimedOut s ->
                "took longer than its limit of " + Took.words(s.limit()) + " in "
                        + Sentences.count(s.attempts(), "attempt", "attempts") + on(task, child) + ".";
            case State.TriggerFailed s -> "did not run: " + Sentences.open(s.reason()) + bottom(task, child);
            case State.Crashed s -> "was lost: " + Sentences.end(s.reason());
            case State.Cancelled s -> "was cancelled: " + Sentences.end(s.reason());
        };
    }

    private String pending(RecordedTask task) {
        List<String> open = upstreams(task).stream()
                .map(Structure.Upstream::name)
                .distinct()
                .filter(name ->
                        run.task(name).map(up -> !up.state(-1).isFinished()).orElse(true))
                .toList();
        return open.isEmpty() ? "has not begun." : "waits for " + Sentences.named(open) + ".";
    }

    private static String queued(State.Queued state) {
        String reason = state.reason();
        return "is ready and waits for "
                + (reason.isEmpty()
                        ? "a free slot."
                        : Sentences.end(reason.startsWith("waits for ") ? reason.substring(10) : reason));
    }

    private String paused(RecordedTask task, int child, State.Paused state) {
        return "waits for a person: " + state.reason() + (state.until() == null ? "" : " (until " + state.until() + ")")
                + "; to answer: reeve answer " + answered(new TaskPlace(run, task, child)) + ".";
    }

    /** The run and the path to be named: a run that is part of another is answered through that. */
    private String answered(TaskPlace place) {
        String id = run.id();
        String path = place.label();
        RecordedRun at = run;
        while (at != null && at.opening().parent() != null) {
            var parent = at.opening().parent();
            path = parent.task() + (parent.child() < 0 ? "" : "[" + parent.child() + "]") + "/" + path;
            id = parent.runId();
            at = parent(id);
        }
        return id + " " + path;
    }

    private @Nullable RecordedRun parent(String id) {
        try {
            return runs.find(id).orElse(null);
        } catch (IOException | RuntimeException e) { // what is known of the way up has to do
            return null;
        }
    }

    private String running(RecordedTask task, int child, State.Running state) throws IOException {
        Optional<RecordedRun> inner = depth < DEEPEST ? new Inside(runs).of(task, child) : Optional.empty();
        if (inner.isEmpty() || inner.get().state().isFinished() && !inner.get().interrupted()) {
            return "runs" + on(task, child) + ": attempt " + state.tries().attempt() + " goes on.";
        }
        return "is flow run " + inner.get().id() + ", which " + new RunReasons(runs, inner.get()).predicate();
    }

    /** Where the function of its last attempt was called, if that was elsewhere. */
    private static String on(RecordedTask task, int child) {
        return task.worker(child).map(worker -> " on worker " + worker.name()).orElse("");
    }

    private static String success(RecordedTask task, int child, State.Success state) {
        int attempts = TaskPlace.attempts(task.history(child));
        return "ended well" + (attempts > 1 ? " after " + attempts + " attempts" : "")
                + Took.of(task.history(child))
                        .map(took -> " in " + Took.words(took))
                        .orElse("")
                + (state.message().isEmpty() ? "." : ": " + Sentences.end(state.message()));
    }

    private String failed(RecordedTask task, int child, State.Failed state) throws IOException {
        if (task.width() > 0 && child < 0) {
            return failedChildren(task, state);
        }
        String tries = state.attempts() == 1 ? "its only attempt" : "the last of " + state.attempts() + " attempts";
        Optional<RecordedRun> inner = depth < DEEPEST ? new Inside(runs).of(task, child) : Optional.empty();
        if (inner.isPresent() && !inner.get().state().isSuccessful()) {
            return "failed in " + tries + ": its flow run " + inner.get().id() + " "
                    + new RunReasons(runs, inner.get()).predicate();
        }
        return "failed in " + tries + on(task, child) + ": "
                + Sentences.end(state.failure().oneLine());
    }

    private String failedChildren(RecordedTask task, State.Failed state) throws IOException {
        for (int child = 0; child < task.width(); child++) {
            if (task.state(child).isFailed()) {
                return "failed because " + Sentences.count(failed(task), "child", "children") + " of " + task.width()
                        + " did; the first is " + task.name() + "[" + child + "]: "
                        + words(task, child, task.state(child));
            }
        }
        return "failed: " + Sentences.end(state.failure().oneLine());
    }

    /** The bottom of a chain of tasks that did not run. */
    private String bottom(RecordedTask task, int child) throws IOException {
        Set<String> seen = new HashSet<>();
        TaskPlace at = new TaskPlace(run, task, child);
        while (at != null && at.state() instanceof State.TriggerFailed && seen.add(at.label())) {
            at = trouble(at);
        }
        return at == null || at.state() instanceof State.TriggerFailed
                ? "."
                : "; " + new Reasons(runs, run, depth + 1).about(at);
    }

    /** The first upstream that did not end well; of one whose children are paired with this one's, the child. */
    private @Nullable TaskPlace trouble(TaskPlace at) {
        TaskPlace cancelled = null;
        for (Structure.Upstream up : upstreams(at.task())) {
            RecordedTask above = run.task(up.name()).orElse(null);
            if (above == null) {
                continue;
            }
            boolean paired = up.kind() == EdgeKind.EACH && at.child() >= 0 && at.child() < above.width();
            TaskPlace place = new TaskPlace(run, above, paired ? at.child() : -1);
            if (place.state().isFailed()) {
                return place;
            }
            cancelled = cancelled == null && place.state() instanceof State.Cancelled ? place : cancelled;
        }
        return cancelled;
    }

    private List<Structure.Upstream> upstreams(RecordedTask task) {
        return run.structure().node(task.name()).map(Structure.Node::upstreams).orElse(List.of());
    }

    private static int ended(RecordedTask task) {
        int count = 0;
        for (int child = 0; child < task.width(); child++) {
            count += task.state(child).isFinished() ? 1 : 0;
        }
        return count;
    }

    static int failed(RecordedTask task) {
        int count = 0;
        for (int child = 0; child < task.width(); child++) {
            count += task.state(child).isFailed() ? 1 : 0;
        }
        return count;
    }
}
