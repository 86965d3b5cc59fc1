package dev.reeve.cli.runs;

import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.Structure;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Why a run is as it is. */
final class RunReasons {
    private final RecordedRuns runs;
    private final RecordedRun run;
    private final Inside inside;

    RunReasons(RecordedRuns runs, RecordedRun run) {
        this.runs = runs;
        this.run = run;
        this.inside = new Inside(runs);
    }

    /** In one sentence or a few. */
    String words() throws IOException {
        String begun = Beginnings.words(run.opening().occasion());
        return "Run " + run.id() + " of flow \"" + run.flow() + "\" " + predicate()
                + (begun.isEmpty() ? "" : " It was begun " + Sentences.end(begun));
    }

    /** The same, without what it is about. */
    String predicate() throws IOException {
        if (run.interrupted()) {
            List<String> ran = inside.paths(run, State::isRunning);
            return "was interrupted: " + run.state().message() + (ran.isEmpty() ? "" : "; running then: ")
                    + Sentences.named(ran) + "; to go on with it: reeve resume " + root() + ".";
        }
        State state = run.state();
        return switch (state) {
            case State.Paused s -> paused(s);
            case State.Failed s -> failed(s);
            case State.Success s -> succeeded(s);
            case State.Cancelled s -> ended(s) + naming(" Cancelled: ", State.Cancelled.class);
            case State.Cancelling s -> "is being stopped: " + Sentences.end(s.reason()) + naming(State::isRunning);
            case State.TimedOut s -> ended(s);
            case State.TriggerFailed s -> ended(s);
            case State.Crashed s -> ended(s);
            case State.Cached s -> ended(s);
            case State.Skipped s -> ended(s);
            case State.Scheduled s -> "waits for its time, " + s.due() + ".";
            case State.Queued s -> "waits to begin: " + Sentences.end(s.reason());
            case State.Pending s -> "is about to begin.";
            case State.Retrying s -> goesOn();
            case State.Mapped s -> goesOn();
            case State.Running s -> goesOn();
        };
    }

    private static String ended(State state) {
        return "ended " + state.name() + (state.message().isEmpty() ? "." : ": " + Sentences.end(state.message()));
    }

    /** The run that is to be named, of which this one may be a part. */
    private String root() {
        String id = run.id();
        return run.opening().parent() == null || id.indexOf('.') < 0 ? id : id.substring(0, id.indexOf('.'));
    }

    private String paused(State.Paused state) throws IOException {
        List<String> waiting = inside.paths(run, State.Paused.class::isInstance);
        return (waiting.isEmpty()
                        ? Sentences.open(state.reason().isEmpty() ? "waits for a person" : state.reason())
                        : "waits for a person at " + Sentences.named(waiting))
                + "; see reeve show " + run.id() + ".";
    }

    private String goesOn() throws IOException {
        String text = "goes on in process " + run.opening().runner().pid();
        List<String> running = inside.paths(run, State::isRunning);
        List<String> waiting = inside.paths(run, State.Paused.class::isInstance);
        List<String> retrying = inside.paths(run, State.Retrying.class::isInstance);
        List<String> queued = inside.paths(run, State.Queued.class::isInstance);
        text += running.isEmpty() ? "" : "; running: " + Sentences.named(running);
        text += waiting.isEmpty() ? "" : "; waiting for a person: " + Sentences.named(waiting);
        text += retrying.isEmpty() ? "" : "; waiting for their next attempt: " + Sentences.named(retrying);
        text += queued.isEmpty() ? "" : "; ready: " + Sentences.named(queued);
        return text + ".";
    }

    private String naming(Predicate<State> wanted) throws IOException {
        List<String> names = inside.paths(run, wanted);
        return names.isEmpty() ? "" : " Running: " + Sentences.named(names) + ".";
    }

    private String naming(String title, Class<? extends State> wanted) throws IOException {
        List<String> names = inside.paths(run, wanted::isInstance);
        return names.isEmpty() ? "" : title + Sentences.named(names) + ".";
    }

    /** Tasks that failed although the run went well, for they do not decide about it, are not hidden. */
    private String succeeded(State.Success state) throws IOException {
        List<String> failed = inside.paths(run, State::isFailed);
        return ended(state)
                + (failed.isEmpty()
                        ? ""
                        : " Not all tasks went well, but those that decide did: see reeve why " + run.id() + " for "
                                + Sentences.named(failed) + ".");
    }

    private String failed(State.Failed state) throws IOException {
        List<RecordedTask> deciding = run.tasks().stream()
                .filter(task -> task.state(-1).isFailed())
                .filter(task -> run.structure()
                        .node(task.name())
                        .map(Structure.Node::reference)
                        .orElse(true))
                .toList();
        if (deciding.isEmpty()) {
            return ended(state);
        }
        List<String> others = deciding.stream().skip(1).map(RecordedTask::name).toList();
        return "ended Failed, for " + new Reasons(runs, run).about(new TaskPlace(run, deciding.getFirst(), -1))
                + (others.isEmpty() ? "" : " Also failed: " + Sentences.named(others) + ".");
    }
}
