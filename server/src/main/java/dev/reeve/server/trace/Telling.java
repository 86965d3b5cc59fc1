package dev.reeve.server.trace;

import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.HistoryReader;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads what the ledger has of a run and of the runs within it, and makes a trace of it. Thread-safe. */
final class Telling {
    private static final int PAGE = 1_000;
    private static final int DEEPEST = 50;

    private final Ledger ledger;

    Telling(Ledger ledger) {
        this.ledger = ledger;
    }

    /** All spans of a run that ended; none if it did not, or is no longer there. */
    void tell(UUID id, Consumer<Span> out) {
        Optional<RunView> run =
                ledger.runs().run(id).filter(view -> view.state().isFinished());
        if (run.isPresent()) {
            tell(run.get(), run.get().id().toString(), "", 0, out);
        }
    }

    private void tell(RunView run, String root, String parent, int depth, Consumer<Span> out) {
        Set<TaskKey> launching = new HashSet<>();
        within(run, depth, (each, key) -> launching.add(key));
        Optional<FlowVersion> version = ledger.catalog().version(run.version());
        RunSpans spans =
                new RunSpans(run, root, parent, key -> label(version, key), about(run, version), launching, out);
        int after = 0;
        List<HistoryLine> page;
        do {
            page = ledger.history().lines(run.id(), after, PAGE);
            if (!page.isEmpty()) {
                tell(
                        page,
                        ledger.history().called(run.id(), after, page.getLast().seq()),
                        spans);
            }
            after = page.isEmpty() ? after : page.getLast().seq();
        } while (page.size() == PAGE);
        spans.done();
        within(run, depth, (each, key) -> tell(each, root, spans.around(key, each.createdAt()), depth + 1, out));
    }

    /** In the order in which they were written. */
    private static void tell(List<HistoryLine> lines, List<HistoryReader.CalledLine> called, RunSpans spans) {
        int next = 0;
        for (HistoryLine line : lines) {
            for (; next < called.size() && called.get(next).seq() < line.seq(); next++) {
                spans.called(called.get(next).key(), called.get(next).worker());
            }
            spans.line(line);
        }
    }

    /** A page at a time: there may be a million. */
    private void within(RunView run, int depth, BiConsumer<RunView, TaskKey> to) {
        UUID after = null;
        List<RunView> page = List.of();
        do {
            page = depth < DEEPEST ? ledger.runs().children(run.id(), null, after, PAGE) : List.of();
            for (RunView each : page) {
                if (each.parent() != null) {
                    to.accept(each, each.parent().key());
                }
                after = each.id();
            }
        } while (page.size() == PAGE);
    }

    private static String label(Optional<FlowVersion> version, TaskKey key) {
        List<FlowStructure.Node> nodes =
                version.map(found -> found.structure().tasks()).orElse(List.of());
        String name = key.task() < nodes.size() ? nodes.get(key.task()).name() : "task " + key.task();
        return key.child() ? name + "[" + key.index() + "]" : name;
    }

    private Map<String, Object> about(RunView run, Optional<FlowVersion> version) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("reeve.flow", run.flowName());
        version.ifPresent(found -> about.put("reeve.flow.version", found.version()));
        ledger.catalog().projects().stream()
                .filter(project -> project.id() == run.project())
                .findFirst()
                .ifPresent(project -> about.put("reeve.project", project.name()));
        if (!run.labels().isEmpty()) {
            about.put("reeve.run.labels", String.join(",", run.labels()));
        }
        return about;
    }
}
