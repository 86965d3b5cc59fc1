package dev.reeve.cli.runs;

import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.Structure;
import dev.reeve.engine.text.Took;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a run or a task of it is as it is, in one sentence. */
public final class Reasons {
    private static final int MOST_NAMED = 3;

    private final RecordedRun run;

    /** Reasons of what is in that run. */
    public Reasons(RecordedRun run) {
        this.run = run;
    }

    /** About the run. */
    String ofRun() {
        String what = "Run " + run.id() + " of flow \"" + run.flow() + "\" ";
        if (run.interrupted()) {
            return what + "was interrupted: " + run.state().message() + "; to go on with it: reeve resume " + run.id()
                    + ".";
        }
        State state = run.state();
        if (state instanceof State.Paused) {
            return what + "waits for a person at " + named(waiting()) + "; see reeve show " + run.id() + ".";
        }
        if (state.isFailed()) {
            Optional<RecordedTask> culprit = culprit();
            String message = state.message();
            return what
                    + (culprit.isPresent()
                            ? "ended " + state.name() + ", for " + sentence(culprit.get(), -1)
                            : "ended " + state.name() + (message.isEmpty() ? "." : ": " + end(message)));
        }
        if (!state.isFinished()) {
            return what + "goes on in process " + run.opening().runner().pid() + "; running: " + named(active()) + ".";
        }
        return what + "ended " + state.name() + (state.message().isEmpty() ? "." : ": " + end(state.message()));
    }

    /** About a task run. */
    public String about(TaskPlace place) {
        return sentence(place.task(), place.child());
    }

    private String sentence(RecordedTask task, int child) {
        State state = task.state(child);
        String label = child < 0 ? task.name() : task.name() + "[" + child + "]";
        String said = run.interrupted() && !state.isFinished() && !(state instanceof State.Paused)
                ? interrupted(state)
                : words(task, child, state);
        return label + " " + said + again(task, child);
    }

    private static String interrupted(State state) {
        return state.isRunning()
                ? "ran when the process ended, so it runs again when the run is resumed."
                : "was " + state.name() + " when the process ended, so it runs when the run is resumed.";
    }

    private String words(RecordedTask task, int child, State state) {
        return switch (state) {
            case State.Pending s -> pending(task);
            case State.Scheduled s -> "waits for its time, " + s.due() + ".";
            case State.Queued s ->
                "is ready and waits for " + (s.reason().isEmpty() ? "a free slot." : end(s.reason()));
            case State.Paused s ->
                "waits for a person: " + s.reason() + (s.until() == null ? "" : " (until " + s.until() + ")")
                        + "; to answer: reeve answer " + run.id() + " "
                        + (child < 0 ? task.name() : task.name() + "[" + child + "]") + ".";
            case State.Retrying s ->
                "waits for attempt " + s.tries().attempt() + " at " + s.due() + ", for the one before failed: "
                        + end(s.cause());
            case State.Running s -> "runs: attempt " + s.tries().attempt() + " goes on.";
            case State.Mapped s -> "runs: " + ended(task) + " of its " + s.width() + " children ended.";
            case State.Cancelling s -> "is being stopped: " + end(s.reason());
            case State.Success s -> success(task, child, s);
            case State.Cached s -> "did not run, for a stored result was used: " + end(s.source());
            case State.Skipped s -> "was skipped: " + end(s.reason());
            case State.Failed s ->
                task.width() > 0 && child < 0
                        ? failedChildren(task, s)
                        : "failed in "
                                + (s.attempts() == 1
                                        ? "its only attempt: "
                                        : "the last of " + s.attempts() + " attempts: ")
                                + end(s.failure().oneLine());
            case State.TimedOut s ->
                "took longer than its limit of " + Took.words(s.limit()) + " in " + count(s.attempts(), "attempt")
                        + ".";
            case State.TriggerFailed s -> "did not run: " + s.reason() + upstreams(task);
            case State.Crashed s -> "was lost: " + end(s.reason());
            case State.Cancelled s -> "was cancelled: " + end(s.reason());
        };
    }

    private String pending(RecordedTask task) {
        List<String> open = node(task.name()).map(Structure.Node::upstreams).orElse(List.of()).stream()
                .map(Structure.Upstream::name)
                .distinct()
                .filter(name ->
                        run.task(name).map(up -> !up.state(-1).isFinished()).orElse(true))
                .toList();
        return open.isEmpty() ? "has not begun." : "waits for " + named(open) + ".";
    }

    private String success(RecordedTask task, int child, State.Success state) {
        int attempts = TaskPlace.attempts(task.history(child));
        return "ended well" + (attempts > 1 ? " after " + attempts + " attempts" : "")
                + Took.of(task.history(child))
                        .map(took -> " in " + Took.words(took))
                        .orElse("")
                + (state.message().isEmpty() ? "." : ": " + end(state.message()));
    }

    private static String failedChildren(RecordedTask task, State.Failed state) {
        for (int child = 0; child < task.width(); child++) {
            State of = task.state(child);
            if (of.isFailed()) {
                return "failed because " + count(failed(task), "child", "children") + " of " + task.width()
                        + " did; the first is " + task.name() + "[" + child + "]: " + end(of.message());
            }
        }
        return "failed: " + end(state.failure().oneLine());
    }

    /** The bottom of a chain of tasks that did not run. */
    private String upstreams(RecordedTask task) {
        Set<String> seen = new HashSet<>();
        RecordedTask at = task;
        while (at != null && seen.add(at.name()) && at.state(-1) instanceof State.TriggerFailed) {
            RecordedTask next = null;
            for (Structure.Upstream up :
                    node(at.name()).map(Structure.Node::upstreams).orElse(List.of())) {
                RecordedTask above = run.task(up.name()).orElse(null);
                next = next == null && above != null && above.state(-1).isFailed() ? above : next;
            }
            at = next;
        }
        return at == null || at == task || at.state(-1) instanceof State.TriggerFailed ? "." : "; " + sentence(at, -1);
    }

    /** What happened over epochs, if there were several. */
    private String again(RecordedTask task, int child) {
        if (run.openings().size() < 2) {
            return "";
        }
        List<RunView.Entry> history = task.history(child);
        Opening last = run.opening();
        int epoch = last.epoch();
        RunView.Entry end = history.getLast();
        if (end.state().isFinished() && end.at().isBefore(last.began())) {
            return " It was reused in epoch " + epoch + ": it had ended so before, and nothing of it changed.";
        }
        State before = null;
        for (RunView.Entry entry : history) {
            before = entry.at().isBefore(last.began()) ? entry.state() : before;
        }
        if (before == null || before instanceof State.Pending) {
            return "";
        }
        String cause = before.isSuccessful()
                ? changed(task, last)
                : before.isFinished() ? "it had ended " + before.name() : "it was " + before.name() + " then";
        return " It ran again in epoch " + epoch + " (" + (last.cause().isEmpty() ? "resumed" : last.cause()) + "): "
                + cause + ".";
    }

    private String changed(RecordedTask task, Opening last) {
        for (Structure.Upstream up :
                node(task.name()).map(Structure.Node::upstreams).orElse(List.of())) {
            RecordedTask above = run.task(up.name()).orElse(null);
            if (above != null && !above.history(-1).getLast().at().isBefore(last.began())) {
                return "it depends on " + up.name() + ", which ran again";
            }
        }
        return "it was asked for, or its code, its inputs or parameters changed, or its result was not there";
    }

    private Optional<RecordedTask> culprit() {
        return run.tasks().stream()
                .filter(task -> task.state(-1).isFailed() && !(task.state(-1) instanceof State.TriggerFailed))
                .findFirst()
                .or(() -> run.tasks().stream()
                        .filter(task -> task.state(-1).isFailed())
                        .findFirst());
    }

    /** The task runs that wait for a person, by their labels; of each task the first few. */
    List<String> waiting() {
        List<String> names = new ArrayList<>();
        for (RecordedTask task : run.tasks()) {
            if (task.state(-1) instanceof State.Paused) {
                names.add(task.name());
            }
            for (int child = 0; child < task.width(); child++) {
                if (task.state(child) instanceof State.Paused) {
                    names.add(task.name() + "[" + child + "]");
                }
            }
        }
        return names;
    }

    private List<String> active() {
        return run.tasks().stream()
                .filter(task -> task.state(-1).isRunning())
                .map(RecordedTask::name)
                .toList();
    }

    private Optional<Structure.Node> node(String name) {
        return run.structure().node(name);
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

    private static String named(List<String> names) {
        return names.isEmpty()
                ? "a task inside"
                : names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }

    private static String count(int count, String one) {
        return count(count, one, one + "s");
    }

    private static String count(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    private static String end(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }
}
