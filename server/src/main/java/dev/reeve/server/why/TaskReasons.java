package dev.reeve.server.why;

import dev.reeve.graph.EdgeKind;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.TaskTurn;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a task run is as it is. */
final class TaskReasons {
    private static final Set<String> ENDED =
            Set.of("Success", "Cached", "Skipped", "Failed", "TimedOut", "TriggerFailed", "Crashed", "Cancelled");
    private static final Set<String> FAILED = Set.of("Failed", "TimedOut", "TriggerFailed", "Crashed");

    private final Scene scene;
    private final Reasons run;

    TaskReasons(Scene scene, Reasons run) {
        this.scene = scene;
        this.run = run;
    }

    String about(TaskKey key) {
        State state = scene.state(key);
        boolean left = scene.run().state().isFinished() && !state.isFinished();
        return scene.label(key) + " " + (left ? left(state) : words(key, state)) + again(state) + anew();
    }

    /** What a run that ended, such as one whose runner was lost, left where it was. */
    private String left(State state) {
        String then = switch (state) {
            case State.Pending s -> "had not begun";
            case State.Scheduled s -> "waited for its time";
            case State.Queued s -> "was ready";
            case State.Paused s -> "waited for a person";
            case State.Retrying s -> "waited for attempt " + s.tries().attempt();
            case State.Running s -> "ran";
            case State.Mapped s -> "had children that ran";
            case State.Cancelling s -> "was being stopped";
            case State.Finished s -> "had ended";
        };
        return then + " when its run ended: it " + run.predicate();
    }

    /** Why one that ended well in an earlier epoch is not used as it is. */
    private String anew() {
        String reason = scene.again();
        return reason == null || scene.tasks().lastEpoch() < scene.run().epoch()
                ? ""
                : " It ran again in epoch " + scene.run().epoch() + ": " + Sentences.end(reason);
    }

    /** Of a run that was begun several times: whether what is told is of an earlier time. */
    private String again(State state) {
        int last = scene.tasks().lastEpoch();
        int epoch = scene.run().epoch();
        return !state.isSuccessful() || last == 0 || last >= epoch
                ? ""
                : " That was in epoch " + last + "; it did not run again in epoch " + epoch + ".";
    }

    private String words(TaskKey key, State state) {
        return switch (state) {
            case State.Pending s -> pending(key);
            case State.Scheduled s -> "waits for its time, " + s.due() + ".";
            case State.Queued s -> queued(s);
            case State.Paused s -> paused(key, s);
            case State.Retrying s ->
                "waits for attempt " + s.tries().attempt() + " at " + s.due() + ", for the one before failed: "
                        + Sentences.end(s.cause());
            case State.Running s -> running(key, s);
            case State.Mapped s ->
                "runs: " + scene.children(key.task(), ENDED::contains) + " of its " + s.width() + " children ended."
                        + waitingChildren(key);
            case State.Cancelling s -> "is being stopped: " + Sentences.end(s.reason());
            case State.Success s -> success(key, s);
            case State.Cached s -> "did not run, for a stored result was used: " + Sentences.end(s.source());
            case State.Skipped s -> "was skipped: " + Sentences.end(s.reason());
            case State.Failed s -> failed(key, s);
            case State.TimedOut s ->
                "took longer than its limit of " + Sentences.took(s.limit()) + " in "
                        + Sentences.count(s.attempts(), "attempt", "attempts") + on(key) + ".";
            case State.TriggerFailed s -> "did not run: " + Sentences.open(s.reason()) + bottom(key);
            case State.Crashed s -> "was lost: " + Sentences.end(s.reason());
            case State.Cancelled s -> "was cancelled: " + Sentences.end(s.reason());
        };
    }

    private static String turn(TaskTurn turn) {
        String before = turn.ahead() == 0
                ? "; it is the next."
                : "; before it " + (turn.ahead() == 1 ? "waits 1 task." : "wait " + turn.ahead() + " tasks.");
        return "waits for the limit of tag \"" + turn.tag() + "\", " + Waits.atOnce(turn.most(), "task", "tasks")
                + Waits.held(turn.holders()) + " since " + turn.since() + before;
    }

    private String waitingChildren(TaskKey node) {
        List<TaskTurn> turns = scene.turns().stream()
                .filter(turn -> turn.task().task() == node.task() && turn.task().child())
                .toList();
        return turns.isEmpty()
                ? ""
                : " "
                        + Sentences.named(turns.stream()
                                .map(turn -> scene.label(turn.task()))
                                .toList()) + " "
                        + (turns.size() == 1
                                ? turn(turns.getFirst())
                                : turn(turns.getFirst()).replaceFirst("waits", "wait"));
    }

    private String pending(TaskKey key) {
        if (!(scene.run().state() instanceof State.Active)) {
            return "has not begun, for its run " + run.predicate();
        }
        List<String> open = scene.node(key).upstreams().stream()
                .map(up -> TaskKey.of(up.task()))
                .filter(up -> !scene.state(up).isFinished())
                .map(scene::label)
                .distinct()
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

    private String paused(TaskKey key, State.Paused state) {
        return "waits for a person: " + state.reason() + (state.until() == null ? "" : " (until " + state.until() + ")")
                + "; to answer: " + scene.answering(scene.label(key)) + ".";
    }

    private String success(TaskKey key, State.Success state) {
        TaskView row = scene.tasks().rows().get(key);
        String attempts = row == null || row.attempt() < 2 ? "" : " after " + row.attempt() + " attempts";
        String took = row == null || row.startedAt() == null || row.endedAt() == null
                ? ""
                : " in " + Sentences.took(Duration.between(row.startedAt(), row.endedAt()));
        return "ended well" + attempts + took
                + (state.message().isEmpty() ? "." : ": " + Sentences.end(state.message()));
    }

    private String running(TaskKey key, State.Running state) {
        TaskTurn turn = scene.turn(key);
        if (turn != null) {
            return turn(turn);
        }
        Scene inner = scene.within().scene(key).orElse(null);
        return inner == null || inner.run().state().isFinished()
                ? "runs" + on(key) + ": attempt " + state.tries().attempt() + " goes on."
                : "is flow run " + inner.run().id() + ", which " + new Reasons(inner).predicate();
    }

    /** Where the function of its last attempt was called, if that was elsewhere. */
    private String on(TaskKey key) {
        TaskView row = scene.tasks().rows().get(key);
        return row == null || row.worker() == null ? "" : " on worker " + row.worker();
    }

    private String failed(TaskKey key, State.Failed state) {
        TaskKey child = key.child() ? null : scene.firstFailed(key.task());
        if (child != null) {
            long all = scene.children(key.task(), name -> true);
            return "failed because "
                    + Sentences.count(scene.children(key.task(), FAILED::contains), "child", "children") + " of " + all
                    + " did; the first is " + scene.label(child) + ": " + words(child, scene.state(child));
        }
        String tries = state.attempts() == 1 ? "its only attempt" : "the last of " + state.attempts() + " attempts";
        Scene inner = scene.within().scene(key).orElse(null);
        if (inner != null
                && inner.run().state().isFinished()
                && !inner.run().state().isSuccessful()) {
            return "failed in " + tries + ": its flow run " + inner.run().id() + " " + new Reasons(inner).predicate();
        }
        return "failed in " + tries + on(key) + ": "
                + Sentences.end(state.failure().oneLine());
    }

    /** What is at the bottom of a chain of tasks that did not run. */
    private String bottom(TaskKey key) {
        Set<TaskKey> seen = new HashSet<>();
        TaskKey at = key;
        while (at != null && scene.state(at) instanceof State.TriggerFailed && seen.add(at)) {
            at = trouble(at);
        }
        return at == null || scene.state(at) instanceof State.TriggerFailed
                ? "."
                : "; " + scene.label(at) + " " + words(at, scene.state(at));
    }

    /** The first upstream that did not end well; of one whose children are paired with this one's, the child. */
    private @Nullable TaskKey trouble(TaskKey at) {
        TaskKey cancelled = null;
        for (FlowStructure.Upstream up : scene.node(at).upstreams()) {
            TaskKey whole = TaskKey.of(up.task());
            TaskKey child = new TaskKey(up.task(), at.index());
            boolean paired = up.kind() == EdgeKind.EACH
                    && at.child()
                    && scene.tasks().rows().containsKey(child)
                    && scene.state(child).isFailed();
            TaskKey place = paired ? child : whole;
            if (scene.state(place).isFailed()) {
                return place;
            }
            cancelled = cancelled == null && scene.state(place) instanceof State.Cancelled ? place : cancelled;
        }
        return cancelled;
    }
}
