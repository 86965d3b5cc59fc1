package dev.reeve.cli.server;

import dev.reeve.api.EventKind;
import dev.reeve.api.HistoryEntry;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.Provenance;
import dev.reeve.api.ProvenanceInput;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.Why;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.runs.TraceLines;
import dev.reeve.cli.runs.WorkerText;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * All that a server knows of one task run. Immutable.
 *
 * @param why its state, and why
 * @param traces of attempts that failed
 * @param workers which workers called its attempts
 * @param stored where its results are
 * @param kept what it kept for people
 * @param from what its result was made from
 */
record ServerTaskText(
        SeenRun seen,
        SeenRun.Place place,
        Why why,
        List<HistoryEntry> history,
        List<JournalEntry> traces,
        List<JournalEntry> workers,
        List<JournalEntry> stored,
        List<JournalEntry> kept,
        Provenance from) {
    private static final int MOST_ATTEMPTS = 10;

    static ServerTaskText read(ReeveClient server, SeenRun seen, String task) throws InterruptedException {
        SeenRun.Place place = seen.place(task);
        Why why = server.why(
                seen.run().id(), seen.structure().nodes().get(place.node()).name(), place.child());
        return new ServerTaskText(
                seen,
                place,
                why,
                seen.history(server, place),
                seen.told(server, EventKind.FAILED, place),
                seen.told(server, EventKind.CALLED, place),
                seen.told(server, EventKind.STORED, place),
                seen.told(server, EventKind.ARTIFACT, place),
                server.assets().provenance(seen.run().id(), place.node(), place.child()));
    }

    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        RegisteredNode node = seen.structure().nodes().get(place.node());
        add(lines, "Task", place.label());
        add(lines, "Run", seen.run().id() + "  flow " + seen.run().flow());
        lines.add(Shown.fit("State", 11) + " " + Table.coloured(why.state(), terminal));
        add(lines, "Why", why.why());
        add(lines, "Kind", node.kind().toLowerCase(Locale.ROOT));
        if (!node.function().isEmpty()) {
            add(lines, "Function", node.function());
        }
        if (node.retries() > 0) {
            add(lines, "Retries", node.retries().toString());
        }
        if (!node.tags().isEmpty()) {
            add(lines, "Tags", String.join(", ", node.tags()));
        }
        if (!stored.isEmpty()) {
            add(lines, "Result", String.valueOf(stored.getLast().event().key()));
        }
        for (JournalEntry entry : workers.subList(Math.max(0, workers.size() - MOST_ATTEMPTS), workers.size())) {
            int attempt = Objects.requireNonNullElse(entry.event().attempt(), 1);
            add(
                    lines,
                    "Worker",
                    entry.event().worker() + WorkerText.attempt(attempt, entry.epoch(), workers.size() > 1));
        }
        madeFrom(lines);
        lines.add("");
        lines.add("History");
        for (HistoryEntry entry : history) {
            String said = ServerStates.said(entry.state());
            lines.add("  " + entry.at() + "  " + Table.coloured(entry.state().name(), terminal)
                    + (said.isEmpty() ? "" : ": " + Shown.clean(said)));
        }
        failures(lines);
        lines.addAll(ArtifactLines.of(seen, kept));
        lines.addAll(ArtifactLines.contents(kept));
        return lines;
    }

    private void madeFrom(List<String> lines) {
        if (!from.reads().isEmpty()) {
            add(lines, "Reads", String.join(", ", from.reads()));
        }
        if (!from.produces().isEmpty()) {
            add(lines, "Makes", String.join(", ", from.produces()));
        }
        lines.add("");
        lines.add("Made from");
        lines.add("  code " + Shown.clean(from.code().sha256()) + "  version " + from.flowVersion());
        from.parameters().forEach((name, value) -> lines.add("  parameter " + Shown.clean(name + " = " + value)));
        for (ProvenanceInput input : from.inputs()) {
            String label = input.child() < 0 ? input.task() : input.task() + "[" + input.child() + "]";
            String where = input.result() == null
                    ? "nothing stored"
                    : input.result() + (input.hash() == null ? "" : "  " + input.hash());
            lines.add("  task " + Shown.clean(label + ", " + input.state() + ": " + where));
        }
    }

    /** The last one whole; of attempts before, which were retried, where they failed. */
    private void failures(List<String> lines) {
        for (JournalEntry entry : traces.subList(Math.max(0, traces.size() - MOST_ATTEMPTS), traces.size())) {
            String trace = ServerRunText.trace(entry.event());
            boolean last = entry.equals(traces.getLast());
            lines.add("");
            lines.add((last ? "Where (attempt " : "Attempt (") + entry.event().attempt() + " of epoch " + entry.epoch()
                    + ")");
            if (last) {
                lines.addAll(TraceLines.whole(trace));
            } else {
                trace.lines().findFirst().ifPresent(line -> lines.add("  " + Shown.clean(line)));
                lines.addAll(TraceLines.places(trace));
            }
        }
    }

    private static void add(List<String> lines, String title, String text) {
        lines.add(Shown.fit(title, 11) + " " + Shown.clean(text));
    }

    Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("run", why.run());
        all.put("task", place.label());
        all.put("state", why.state());
        all.put("why", why.why());
        all.put("node", seen.structure().nodes().get(place.node()));
        all.put("history", history);
        all.put("failures", traces);
        all.put("workers", workers);
        all.put("results", stored);
        all.put("artifacts", kept);
        all.put("provenance", from);
        return Objects.requireNonNull(all);
    }
}
