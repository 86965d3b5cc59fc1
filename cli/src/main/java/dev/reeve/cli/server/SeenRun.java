package dev.reeve.cli.server;

import dev.reeve.api.EventKind;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowStructure;
import dev.reeve.api.HistoryEntry;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.JournalPage;
import dev.reeve.api.Page;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.TaskRun;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run as the server tells of it. Immutable.
 *
 * @param structure the graph of its version
 * @param tasks its task runs, children behind their node; those that nothing happened to yet are not among them
 */
record SeenRun(FlowRun run, FlowStructure structure, List<TaskRun> tasks) {
    private static final Pattern CHILD = Pattern.compile("(.*)\\[(\\d{1,9})]");
    private static final int MOST_LISTED = 30;

    /** A task run by what people write. */
    record Place(int node, int child, String label) {}

    static SeenRun read(ReeveClient server, String wanted) throws InterruptedException {
        return read(server, ServerRuns.find(server, wanted));
    }

    static SeenRun read(ReeveClient server, FlowRun run) throws InterruptedException {
        List<TaskRun> tasks = new ArrayList<>();
        Page<TaskRun> page = server.taskRuns(run.id());
        tasks.addAll(page.items());
        while (page.next() != null) {
            page = server.taskRuns(run.id(), page.next());
            tasks.addAll(page.items());
        }
        return new SeenRun(run, structure(server, run), tasks);
    }

    static FlowStructure structure(ReeveClient server, FlowRun run) throws InterruptedException {
        return server.runPages().structure(run.id());
    }

    /**
     * A task, and the run that it is one of; null: the run is meant.
     *
     * @param task as in {@link #place}
     */
    record In(FlowRun run, @Nullable String task) {}

    /** Where a text leads: {@code load/fetch} is task {@code fetch} of the newest flow run that task {@code load} is. */
    static In in(ReeveClient server, FlowRun run, @Nullable String text) throws InterruptedException {
        if (text == null) {
            return new In(run, null);
        }
        SeenRun seen = new SeenRun(run, structure(server, run), List.of());
        int slash = text.indexOf('/');
        if (slash < 1 || seen.names().contains(text)) {
            return new In(run, text);
        }
        Place outer = seen.place(text.substring(0, slash));
        List<FlowRun> inside = server.runPages()
                .children(run.id(), outer.node(), outer.child(), null)
                .items();
        if (inside.isEmpty()) {
            throw new MistakeException("Task \"" + Shown.clean(outer.label()) + "\" of run " + run.id()
                    + " was no flow run so far, so there is nothing inside it.");
        }
        return in(server, newest(inside), text.substring(slash + 1));
    }

    private static FlowRun newest(List<FlowRun> runs) {
        return runs.stream()
                .max(Comparator.comparingInt(FlowRun::epoch)
                        .thenComparingInt(
                                run -> Objects.requireNonNull(run.parent()).attempt()))
                .orElseThrow();
    }

    /** All that it told of one kind, in order; of one task run, if that is not null. */
    List<JournalEntry> told(ReeveClient server, EventKind kind, @Nullable Place of) throws InterruptedException {
        List<JournalEntry> all = new ArrayList<>();
        String cursor = null;
        do {
            JournalPage page = server.told(run.id(), kind, cursor, 500);
            page.entries().stream()
                    .filter(entry -> of == null
                            || entry.event().node() == of.node()
                                    && entry.event().child() == of.child())
                    .forEach(all::add);
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    /** All that became of a task run. */
    List<HistoryEntry> history(ReeveClient server, Place of) throws InterruptedException {
        List<HistoryEntry> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<HistoryEntry> page = server.history(run.id(), cursor);
            page.items().stream()
                    .filter(entry -> entry.node() == of.node() && entry.child() == of.child())
                    .forEach(all::add);
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    /**
     * The task run that a text names: {@code fetch}, {@code fetch[3]}.
     *
     * @throws MistakeException if the flow has no such task; lists those it has
     */
    Place place(String text) {
        List<String> names = names();
        int whole = names.indexOf(text);
        if (whole >= 0) {
            return new Place(whole, -1, text);
        }
        Matcher indexed = CHILD.matcher(text);
        if (indexed.matches() && names.contains(indexed.group(1))) {
            return new Place(names.indexOf(indexed.group(1)), Integer.parseInt(indexed.group(2)), text);
        }
        throw new MistakeException("Run " + run.id() + " has no task \"" + Shown.clean(text) + "\"."
                + NearestNames.question(text, names) + " Its tasks: "
                + Shown.clean(String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size()))))
                + (names.size() > MOST_LISTED ? ", .." : "") + ".");
    }

    List<String> names() {
        return structure.nodes().stream().map(RegisteredNode::name).toList();
    }

    Optional<TaskRun> task(int node, int child) {
        return tasks.stream()
                .filter(task -> task.node() == node && task.child() == child)
                .findFirst();
    }

    /** The children of a mapped task. */
    List<TaskRun> children(int node) {
        return tasks.stream()
                .filter(task -> task.node() == node && task.child() >= 0)
                .toList();
    }

    /** How people write it. */
    String label(int node, int child) {
        String name = node >= 0 && node < structure.nodes().size()
                ? structure.nodes().get(node).name()
                : "";
        return child < 0 ? name : name + "[" + child + "]";
    }
}
