package dev.reeve.server.why;

import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.TaskTurn;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Why a run is as it is, and its tasks. Immutable. */
public final class Reasons {
    private final Scene scene;
    private final TaskReasons tasks;

    /** What lies in that scene. */
    public Reasons(Scene scene) {
        this.scene = scene;
        this.tasks = new TaskReasons(scene, this);
    }

    /** About the run, in one sentence or a few. */
    public String ofRun() {
        RunView run = scene.run();
        String often = run.epoch() > 1 ? " It was begun " + run.epoch() + " times." : "";
        return "Run " + run.id() + " of flow \"" + run.flowName() + "\" " + predicate() + often;
    }

    /** About a task run of it. */
    public String ofTask(TaskKey key) {
        return tasks.about(key);
    }

    /** About the run, without what it is about. */
    String predicate() {
        RunView run = scene.run();
        String waits = Waits.predicate(run, scene.agents(), scene.waiting(), scene.now());
        if (waits != null) {
            return waits;
        }
        if (run.cancelReason() != null && !run.state().isFinished()) {
            return "was asked to stop: " + Sentences.end(run.cancelReason()) + naming(" Running: ", State::isRunning);
        }
        return switch (run.state()) {
            case State.Pending s -> begins(run);
            case State.Scheduled s -> "waits for its time, " + s.due() + ".";
            case State.Queued s -> begins(run);
            case State.Paused s -> paused(s);
            case State.Retrying s -> goesOn(run);
            case State.Running s -> goesOn(run);
            case State.Mapped s -> goesOn(run);
            case State.Cancelling s ->
                "is being stopped: " + Sentences.end(s.reason()) + naming(" Running: ", State::isRunning);
            case State.Success s -> succeeded(s);
            case State.Cached s -> ended(s);
            case State.Skipped s -> ended(s);
            case State.Failed s -> failed(s);
            case State.TimedOut s -> ended(s);
            case State.TriggerFailed s -> ended(s);
            case State.Crashed s ->
                "was lost: " + Sentences.end(s.reason()) + naming(" Running then: ", State::isRunning);
            case State.Cancelled s -> ended(s) + naming(" Cancelled: ", State.Cancelled.class::isInstance);
        };
    }

    private static String begins(RunView run) {
        return run.agent() == null ? "is about to begin." : "is about to begin on agent " + run.agent() + ".";
    }

    private static String ended(State state) {
        return "ended " + state.name() + (state.message().isEmpty() ? "." : ": " + Sentences.end(state.message()));
    }

    private String naming(String title, Predicate<State> wanted) {
        List<String> names = scene.named(wanted);
        return names.isEmpty() ? "" : title + Sentences.named(names) + ".";
    }

    private String paused(State.Paused state) {
        List<String> waiting = scene.paths(State.Paused.class::isInstance);
        return waiting.isEmpty()
                ? "waits for a person: "
                        + Sentences.end(state.reason().isEmpty() ? "it was told to pause" : state.reason())
                : "waits for a person at " + Sentences.named(waiting) + "; to answer: "
                        + scene.answering(waiting.getFirst()) + ".";
    }

    private String goesOn(RunView run) {
        List<String> parts = new ArrayList<>();
        parts.add(run.agent() == null ? "goes on" : "goes on with agent " + run.agent());
        running(parts);
        part(parts, "waiting for a person: ", State.Paused.class::isInstance);
        part(parts, "waiting for their next attempt: ", State.Retrying.class::isInstance);
        part(parts, "ready: ", State.Queued.class::isInstance);
        return String.join("; ", parts) + ".";
    }

    /** Those that wait for their turn have begun, and do nothing yet. */
    private void running(List<String> parts) {
        List<String> waiting =
                scene.turns().stream().map(turn -> scene.label(turn.task())).toList();
        List<String> running = scene.named(State::isRunning).stream()
                .filter(name -> !waiting.contains(name))
                .toList();
        if (!running.isEmpty()) {
            parts.add("running: " + Sentences.named(running));
        }
        if (!waiting.isEmpty()) {
            TaskTurn turn = scene.turns().getFirst();
            parts.add("waiting for the limit of tag \"" + turn.tag() + "\", "
                    + Waits.atOnce(turn.most(), "task", "tasks")
                    + Waits.held(turn.holders()) + " since " + turn.since() + ": " + Sentences.named(waiting));
        }
    }

    private void part(List<String> parts, String title, Predicate<State> wanted) {
        List<String> names = scene.named(wanted);
        if (!names.isEmpty()) {
            parts.add(title + Sentences.named(names));
        }
    }

    /** Tasks that failed although the run went well, for they do not decide about it, are not hidden. */
    private String succeeded(State.Success state) {
        List<String> failed = scene.named(State::isFailed);
        return ended(state)
                + (failed.isEmpty()
                        ? ""
                        : " Not all tasks went well, but those that decide did: see reeve why "
                                + scene.run().id() + " for " + Sentences.named(failed) + ".");
    }

    private String failed(State.Failed state) {
        List<TaskKey> deciding = new ArrayList<>();
        List<FlowStructure.Node> nodes = scene.structure().tasks();
        for (int task = 0; task < nodes.size(); task++) {
            TaskKey key = TaskKey.of(task);
            if (nodes.get(task).reference() && scene.state(key).isFailed()) {
                deciding.add(key);
            }
        }
        if (deciding.isEmpty()) {
            return ended(state);
        }
        List<String> others = deciding.stream().skip(1).map(scene::label).toList();
        return "ended Failed, for " + tasks.about(deciding.getFirst())
                + (others.isEmpty() ? "" : " Also failed: " + Sentences.named(others) + ".");
    }
}
