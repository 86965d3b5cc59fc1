package dev.reeve.cli.runs;

import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.cli.run.ArtifactText;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.engine.record.RecordedAnswer;
import dev.reeve.engine.record.RecordedTrace;
import dev.reeve.engine.record.RecordedWorker;
import dev.reeve.engine.record.Structure;
import dev.reeve.engine.text.Shown;
import dev.reeve.spi.RunView;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that a record knows of one task run, for people. */
final class TaskRecordText {
    private static final int LONGEST_CONTENT = 2_000;
    private static final int MOST_ATTEMPTS = 10;

    private TaskRecordText() {}

    static List<String> lines(RecordedRuns runs, TaskPlace place, Terminal terminal) throws IOException {
        List<String> lines = new ArrayList<>();
        State state = place.state();
        add(lines, "Task", place.label());
        add(lines, "Run", place.run().id() + "  flow " + place.run().flow());
        lines.add(Shown.fit("State", 11) + " " + Table.coloured(state.name(), terminal));
        add(lines, "Why", new Reasons(runs, place.run()).about(place));
        place.run().structure().node(place.task().name()).ifPresent(node -> about(lines, node));
        place.task().stored(place.child()).ifPresent(stored -> add(lines, "Result", stored.key()));
        Map<String, Integer> children = place.child() < 0 ? place.task().childStates() : Map.of();
        if (!children.isEmpty()) {
            add(lines, "Children", place.task().width() + ": " + children);
        }
        place.task().turn(place.child()).ifPresent(turn -> add(lines, "Turns", turn.turn() + " ended"));
        workers(lines, place.task().workers(place.child()));
        place.task().runs(place.child()).forEach(id -> add(lines, "Flow run", id));
        for (RecordedAnswer answer : place.task().answers(place.child())) {
            add(lines, "Answer", (answer.told().isEmpty() ? "let go on" : "answered") + " by " + answer.by());
        }
        lines.add("");
        List<String> epochs = EpochReasons.lines(place);
        if (!epochs.isEmpty()) {
            lines.add("Epochs");
            epochs.forEach(line -> lines.add(Shown.clean(line)));
            lines.add("");
        }
        lines.add("History");
        for (RunView.Entry entry : place.history()) {
            String message = entry.state().message();
            lines.add("  " + entry.at() + "  " + Table.coloured(entry.state().name(), terminal)
                    + (message.isEmpty() ? "" : ": " + Shown.clean(message)));
        }
        failure(place, state, lines);
        List<TaskArtifact> kept = place.task().artifacts(place.child());
        lines.addAll(ArtifactText.lines(kept));
        for (TaskArtifact artifact : kept) {
            if (artifact.artifact() instanceof Artifact.Markdown text) {
                lines.add("");
                Shown.cut(text.text(), LONGEST_CONTENT).lines().forEach(line -> lines.add("  " + Shown.clean(line)));
            }
        }
        return lines;
    }

    private static void workers(List<String> lines, List<RecordedWorker> workers) {
        for (RecordedWorker worker : workers.subList(Math.max(0, workers.size() - MOST_ATTEMPTS), workers.size())) {
            add(
                    lines,
                    "Worker",
                    worker.name() + WorkerText.attempt(worker.attempt(), worker.epoch(), workers.size() > 1));
        }
    }

    private static void about(List<String> lines, Structure.Node node) {
        add(lines, "Kind", node.kind().name().toLowerCase(Locale.ROOT));
        if (!node.function().isEmpty()) {
            add(lines, "Function", node.function());
        }
        node.given().forEach(input -> add(lines, "Input", input));
        node.conditions().forEach(condition -> add(lines, "Condition", condition));
        add(lines, "Trigger", node.trigger());
        add(lines, "Settings", node.settings());
        if (!node.reads().isEmpty()) {
            add(lines, "Reads", String.join(", ", node.reads()));
        }
        if (!node.produces().isEmpty()) {
            add(lines, "Makes", String.join(", ", node.produces()));
        }
    }

    /** The failure it stands with, whole; of attempts before, which were retried, where they failed. */
    private static void failure(TaskPlace place, State state, List<String> lines) {
        RecordedTrace last = place.task().trace(place.child()).orElse(null);
        List<RecordedTrace> all = place.task().traces(place.child());
        for (RecordedTrace trace : all.subList(Math.max(0, all.size() - MOST_ATTEMPTS), all.size())) {
            if (!trace.equals(last)) {
                lines.add("");
                lines.add("Attempt " + trace.attempt() + " of epoch " + trace.epoch());
                trace.text().lines().findFirst().ifPresent(line -> lines.add("  " + Shown.clean(line)));
                lines.addAll(TraceLines.places(trace.text()));
            }
        }
        if (state instanceof State.Failed failed) {
            error(lines, failed.failure(), last == null);
        }
        if (last != null) {
            lines.add("");
            lines.add("Where (attempt " + last.attempt() + " of epoch " + last.epoch() + ")");
            lines.addAll(TraceLines.whole(last.text()));
        }
    }

    /** A message may be of many lines. */
    private static void error(List<String> lines, Failure failure, boolean untraced) {
        lines.add("");
        lines.add("Error " + Shown.clean(failure.type()));
        failure.message().lines().forEach(line -> lines.add("  " + Shown.clean(line)));
        if (untraced && !failure.type().isEmpty()) {
            lines.add("  (Its stack trace is not in the record; the log of the process that ran it has it.)");
        }
    }

    private static void add(List<String> lines, String title, String text) {
        lines.add(Shown.fit(title, 11) + " " + Shown.clean(text));
    }
}
