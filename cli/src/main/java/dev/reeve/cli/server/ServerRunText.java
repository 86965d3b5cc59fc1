package dev.reeve.cli.server;

import dev.reeve.api.Event;
import dev.reeve.api.FlowRun;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.ParentRun;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.StateJson;
import dev.reeve.api.TaskRun;
import dev.reeve.cli.runs.AssetLines;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.runs.TraceLines;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run of a server for people. */
final class ServerRunText {
    private static final int MOST_CHILDREN = 5;
    private static final int MOST_FAILURES = 5;
    private static final int LONGEST_VALUE = 200;
    private static final int WIDEST = 500;

    private final SeenRun seen;
    private final FlowRun run;
    private final Terminal terminal;
    private final List<String> inner;
    private final List<String> lines = new ArrayList<>();

    /** {@code inner}: lines about the runs that tasks of it are. */
    ServerRunText(SeenRun seen, List<String> inner, Terminal terminal) {
        this.inner = inner;
        this.seen = seen;
        this.run = seen.run();
        this.terminal = terminal;
    }

    /** {@code traces}, {@code kept}: what it told of failed attempts, and of what is kept for people. */
    List<String> lines(List<JournalEntry> traces, List<JournalEntry> kept) {
        header();
        parameters();
        tasks();
        if (!inner.isEmpty()) {
            lines.add("");
            lines.add("Flow runs inside");
            lines.addAll(inner);
        }
        failures(traces);
        lines.addAll(assets());
        lines.addAll(ArtifactLines.of(seen, kept));
        return lines;
    }

    private void add(String title, String text) {
        lines.add(Shown.fit(title, 11) + " " + Shown.clean(text));
    }

    private void header() {
        String said = ServerStates.said(run.state());
        add("Run", run.id() + "  \"" + run.name() + "\"");
        ParentRun parent = run.parent();
        add("Flow", run.flow() + (parent == null ? ", version " + run.version() : "") + ", project " + run.project());
        if (parent != null) {
            add("Part of", parent.run() + ", task " + parent.label() + ", attempt " + parent.attempt());
        }
        lines.add(Shown.fit("State", 11) + " " + Table.coloured(run.state().name(), terminal)
                + (said.isEmpty() ? "" : ": " + Shown.clean(said)));
        if (run.why() != null) {
            add("Why", run.why());
        }
        if (run.agent() != null) {
            add("Agent", run.agent());
        }
        if (run.epoch() > 1) {
            add("Epoch", run.epoch() + ": it was begun so often");
        }
        if (run.interval() != null) {
            add("Data", run.interval().from() + " to " + run.interval().to());
        }
        if (!run.labels().isEmpty()) {
            add("Labels", String.join(", ", run.labels()));
        }
        add("Created", Printed.time(run.createdAt()));
        add("Started", Printed.time(run.startedAt()));
        String took = ServerStates.took(run.startedAt(), run.endedAt());
        add("Ended", Printed.time(run.endedAt()) + (took.isEmpty() ? "" : " (" + took + ")"));
    }

    private void parameters() {
        if (!run.parameters().isEmpty()) {
            lines.add("");
            lines.add("Parameters");
            run.parameters()
                    .forEach((name, value) -> lines.add("  " + Shown.clean(name) + " = "
                            + Shown.cut(Shown.clean(value == null ? "null" : Printed.json(value)), LONGEST_VALUE)));
        }
    }

    private void tasks() {
        boolean elsewhere = seen.tasks().stream().anyMatch(task -> task.worker() != null);
        Table table = elsewhere
                ? new Table(1, "Task", "State", "Attempts", "Took", "Worker", "Message")
                : new Table(1, "Task", "State", "Attempts", "Took", "Message");
        for (int node = 0; node < seen.structure().nodes().size(); node++) {
            RegisteredNode of = seen.structure().nodes().get(node);
            TaskRun task = seen.task(node, -1).orElse(null);
            List<TaskRun> children = seen.children(node);
            if (task == null && children.isEmpty()) {
                row(table, of.name(), StateJson.of("Pending", null), "", null, elsewhere, "");
                continue;
            }
            StateJson state = task == null ? StateJson.of("Pending", null) : task.state();
            String attempts = children.isEmpty() && task != null ? ServerStates.attempts(task) : "";
            String message = children.isEmpty() ? ServerStates.said(state) : counts(children);
            row(table, of.name(), state, attempts, task, elsewhere, message);
            children.stream()
                    .filter(child -> ServerStates.failed(child.state())
                            || child.state().name().equals("Paused"))
                    .limit(MOST_CHILDREN)
                    .forEach(child -> row(
                            table,
                            "  [" + child.child() + "]",
                            child.state(),
                            ServerStates.attempts(child),
                            child,
                            elsewhere,
                            ServerStates.said(child.state())));
        }
        lines.add("");
        lines.addAll(table.lines(terminal));
    }

    private static void row(
            Table table,
            String name,
            StateJson state,
            String attempts,
            @Nullable TaskRun task,
            boolean elsewhere,
            String message) {
        String took = task == null ? "" : ServerStates.took(task.startedAt(), task.endedAt());
        if (elsewhere) {
            String worker = task == null || task.worker() == null ? "" : task.worker();
            table.row(name, state.name(), attempts, took, worker, message);
        } else {
            table.row(name, state.name(), attempts, took, message);
        }
    }

    private List<String> assets() {
        AssetLines assets = new AssetLines();
        for (TaskRun task : seen.tasks()) {
            if (task.child() < 0 && task.state().name().equals("Success")) {
                RegisteredNode node = seen.structure().nodes().get(task.node());
                assets.add(node.name(), node.reads(), node.produces());
            }
        }
        return assets.lines();
    }

    private static String counts(List<TaskRun> children) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        children.forEach(child -> counts.merge(child.state().name(), 1, Integer::sum));
        return children.size() + " children: "
                + counts.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** Of each task run that stands failed, where its last attempt did. */
    private void failures(List<JournalEntry> traces) {
        List<TaskRun> failed = seen.tasks().stream()
                .filter(task -> ServerStates.failed(task.state())
                        && !task.state().name().equals("TriggerFailed")
                        && (task.child() >= 0 || seen.children(task.node()).isEmpty()))
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("Where it failed");
        for (TaskRun task : failed.subList(0, Math.min(MOST_FAILURES, failed.size()))) {
            String said = ServerStates.said(task.state());
            lines.add("  "
                    + Shown.clean(seen.label(task.node(), task.child()) + ": "
                            + task.state().name())
                    + (said.isEmpty() ? "" : ": " + Shown.cut(Shown.clean(said), WIDEST)));
            traces.stream()
                    .map(JournalEntry::event)
                    .filter(event -> event.node() == task.node() && event.child() == task.child())
                    .reduce((before, last) -> last)
                    .ifPresent(event -> lines.addAll(TraceLines.places(trace(event))));
        }
        if (failed.size() > MOST_FAILURES) {
            lines.add("  More tasks failed; reeve show RUN --task TASK tells of each.");
        }
    }

    static String trace(Event event) {
        return Objects.requireNonNullElse(event.trace(), "");
    }
}
