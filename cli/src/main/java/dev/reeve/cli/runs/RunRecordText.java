package dev.reeve.cli.runs;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.cli.run.ArtifactText;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedParameter;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.RecordedWorker;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A recorded run for people. */
final class RunRecordText {
    private static final int MOST_FAILED_CHILDREN = 5;
    private static final int MOST_RUNS = 10;
    private static final int DEEPEST = 8;
    private static final int LONGEST_VALUE = 200;

    private final RecordedRuns runs;
    private final RecordedRun run;
    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    RunRecordText(RecordedRuns runs, RecordedRun run, Terminal terminal) {
        this.runs = runs;
        this.run = run;
        this.terminal = terminal;
    }

    List<String> lines() throws IOException {
        header();
        run.notes().forEach(note -> add("Record", note));
        epochs();
        parameters();
        tasks();
        List<String> tree = new ArrayList<>();
        tree(run, "  ", 0, tree);
        section("Runs that are part of it", tree);
        section("Where it failed", new FailureLines(runs).of(run));
        lines.addAll(assets());
        artifacts();
        return lines;
    }

    private void add(String title, String text) {
        lines.add(Shown.fit(title, 11) + " " + Shown.clean(text));
    }

    private void section(String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title);
            lines.addAll(content);
        }
    }

    private void header() {
        Opening opening = run.opening();
        String message = run.state().message();
        add("Run", run.id() + "  \"" + run.name() + "\"");
        add("Flow", run.flow());
        lines.add(Shown.fit("State", 11) + " "
                + Table.coloured(
                        run.interrupted()
                                ? RunsCommand.INTERRUPTED
                                : run.state().name(),
                        terminal)
                + (message.isEmpty() ? "" : ": " + Shown.clean(message)));
        if (opening.parent() != null) {
            add(
                    "Part of",
                    opening.parent().runId() + ", task " + opening.parent().task()
                            + (opening.parent().child() < 0
                                    ? ""
                                    : "[" + opening.parent().child() + "]") + ", attempt "
                            + opening.parent().attempt());
        }
        String begun = Beginnings.words(opening.occasion());
        if (!begun.isEmpty()) {
            add("Begun", begun);
        }
        String interval = Beginnings.interval(opening.occasion());
        if (!interval.isEmpty()) {
            add("Data", interval);
        }
        add("Started", run.began().toString());
        new EpochTimes(run).ended().ifPresent(ended -> add("Ended", ended));
        add(
                "Code",
                opening.code().flow().isEmpty() ? "(not said)" : opening.code().flow());
        if (!opening.code().classPath().isEmpty()) {
            add("", opening.code().classPath().getFirst());
        }
        add(
                "Results",
                opening.results().location().isEmpty()
                        ? "in memory only"
                        : opening.results().location());
        Opening.Runner runner = opening.runner();
        add("Process", runner.pid() + " on " + runner.host() + (run.alive() ? ", which runs it" : ""));
        add("Directory", runner.directory());
    }

    private void epochs() {
        if (run.openings().size() < 2) {
            return;
        }
        section("Epochs", new EpochTimes(run).lines());
    }

    private void parameters() {
        List<String> each = new ArrayList<>();
        for (RecordedParameter parameter : run.opening().parameters()) {
            String value = parameter.problem().isEmpty() ? parameter.json() : "(" + parameter.problem() + ")";
            each.add("  " + Shown.clean(parameter.name()) + " = " + Shown.cut(Shown.clean(value), LONGEST_VALUE));
        }
        section("Parameters", each);
    }

    private void tasks() {
        boolean elsewhere = run.tasks().stream().anyMatch(RunRecordText::named);
        Table table = elsewhere
                ? new Table(1, "Task", "State", "Attempts", "Took", "Worker", "Message")
                : new Table(1, "Task", "State", "Attempts", "Took", "Message");
        for (RecordedTask task : run.tasks()) {
            State state = task.state(-1);
            String message = task.width() < 0 ? state.message() : children(task, state);
            row(table, task.name(), task, -1, elsewhere, message);
            int shown = 0;
            for (int child = 0; child < task.width() && shown < MOST_FAILED_CHILDREN; child++) {
                State of = task.state(child);
                if (of.isFailed() || of instanceof State.Paused) {
                    row(table, "  [" + child + "]", task, child, elsewhere, of.message());
                    shown++;
                }
            }
        }
        lines.add("");
        lines.addAll(table.lines(terminal));
    }

    /** Whether a worker of a cluster called it, or one of its children. */
    private static boolean named(RecordedTask task) {
        boolean named = task.worker(-1).isPresent();
        for (int child = 0; child < task.width() && !named; child++) {
            named = task.worker(child).isPresent();
        }
        return named;
    }

    private static void row(Table table, String name, RecordedTask task, int child, boolean elsewhere, String message) {
        String state = task.state(child).name();
        if (elsewhere) {
            String worker = task.worker(child).map(RecordedWorker::name).orElse("");
            table.row(name, state, attempts(task, child), took(task, child), worker, message);
        } else {
            table.row(name, state, attempts(task, child), took(task, child), message);
        }
    }

    private static String children(RecordedTask task, State state) {
        String counts = task.childStates().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return task.width() + " children" + (counts.isEmpty() ? "" : ": " + counts)
                + (state.isFinished() || state.message().isEmpty() ? "" : " (" + state.message() + ")");
    }

    private static String attempts(RecordedTask task, int child) {
        int count = TaskPlace.attempts(task.history(child));
        return count == 0 ? "" : String.valueOf(count);
    }

    private static String took(RecordedTask task, int child) {
        return Took.of(task.history(child)).map(Took::words).orElse("");
    }

    private void tree(RecordedRun of, String indent, int depth, List<String> tree) throws IOException {
        if (depth >= DEEPEST) {
            tree.add(indent + "..");
            return;
        }
        for (RecordedTask task : of.tasks()) {
            int shown = 0;
            for (int child = -1; child < Math.max(0, task.width()); child++) {
                List<String> begun = task.runs(child);
                if (begun.isEmpty()) {
                    continue;
                }
                if (shown++ == MOST_RUNS) {
                    tree.add(indent + Shown.clean(task.name()) + "[..]  and more");
                    break;
                }
                branch(new TaskPlace(of, task, child).label(), begun.getLast(), indent, depth, tree);
            }
        }
    }

    private void branch(String label, String id, String indent, int depth, List<String> tree) throws IOException {
        Optional<RunSummary> summary = runs.records().summaryOf(id);
        String state = summary.isEmpty()
                ? "(its record is not there)"
                : Table.coloured(RunsCommand.word(summary.get()), terminal);
        tree.add(indent + Shown.clean(label) + "  " + state + "  " + Shown.clean(id));
        if (summary.isPresent() && summary.get().problem().isEmpty()) {
            Optional<RecordedRun> inner = runs.find(id);
            if (inner.isPresent()) {
                tree(inner.get(), indent + "  ", depth + 1, tree);
            }
        }
    }

    private List<String> assets() {
        AssetLines assets = new AssetLines();
        for (RecordedTask task : run.tasks()) {
            if (task.state(-1) instanceof State.Success) {
                run.structure()
                        .node(task.name())
                        .ifPresent(node -> assets.add(task.name(), node.reads(), node.produces()));
            }
        }
        return assets.lines();
    }

    private void artifacts() {
        List<TaskArtifact> kept = new ArrayList<>();
        for (RecordedTask task : run.tasks()) {
            for (int child = -1; child < Math.max(0, task.width()); child++) {
                kept.addAll(task.artifacts(child));
            }
        }
        lines.addAll(ArtifactText.lines(kept));
    }
}
