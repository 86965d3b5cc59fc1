package dev.reeve.cli.server;

import dev.reeve.api.EventKind;
import dev.reeve.api.FlowRun;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.Page;
import dev.reeve.api.Why;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.RunFilter;
import dev.reeve.cli.runs.ServedRuns;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunsQuery;
import dev.reeve.engine.text.Shown;
import dev.reeve.server.ledger.RunIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs of the server that one is logged in to, printed. */
public final class ServerRuns implements ServedRuns {
    private static final int LONGEST_PAGE = 200;
    private static final int MOST_NAMED = 1_000;
    private static final int MOST_LISTED = 5;
    private static final int UUID_LENGTH = 36;

    private final Console console;

    /** Printed there. */
    public ServerRuns(Console console) {
        this.console = console;
    }

    @Override
    public boolean meant(boolean local) {
        if (local) {
            return false;
        }
        return ServerLogin.find(console)
                .map(login -> {
                    console.err().println("Of " + login.url() + "; --local is for the runs of this machine.");
                    return true;
                })
                .orElse(false);
    }

    @Override
    public void list(Listed listed, ListFormat format) throws InterruptedException {
        Page<FlowRun> page = Asking.server(console, server -> read(server, query(listed), listed.most()));
        List<FlowRun> runs = page.items();
        if (format == ListFormat.JSON) {
            console.out().println(Printed.json(runs));
        } else {
            Printed.table(
                    console, table(runs), runs.size(), "No runs like that. Begin one with reeve run --flow NAME.");
        }
        if (page.next() != null) {
            console.err().println("There are more: --cursor " + page.next());
        }
    }

    private static RunsQuery query(Listed listed) {
        RunFilter filter = listed.filter();
        return new RunsQuery(
                filter.project(),
                listed.flow(),
                filter.served(List.of()),
                null,
                listed.cursor(),
                filter.labels(),
                filter.since(Instant.now()),
                null,
                listed.all());
    }

    /** So many at most, page by page; what {@code next} has is where the rest begins. */
    static Page<FlowRun> read(ReeveClient server, RunsQuery query, int most) throws InterruptedException {
        List<FlowRun> all = new ArrayList<>();
        String cursor = query.cursor();
        do {
            int limit = Math.min(most - all.size(), LONGEST_PAGE);
            Page<FlowRun> page = server.flowRuns(query.behind(cursor).limited(limit));
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null && all.size() < most);
        return new Page<>(all, cursor);
    }

    static Table table(List<FlowRun> runs) {
        Table table = new Table(4, "RUN", "NAME", "PROJECT", "FLOW", "STATE", "STARTED", "TOOK", "");
        for (FlowRun run : runs) {
            table.row(
                    run.id(),
                    run.name(),
                    run.project(),
                    run.flow(),
                    run.state().name(),
                    Printed.time(run.startedAt()),
                    ServerStates.took(run.startedAt(), run.endedAt()),
                    run.why() != null ? run.why() : ServerStates.said(run.state()));
        }
        return table;
    }

    /**
     * A run by its identifier, its name, or {@code latest}; one that a task of another is also as its runner names it:
     * {@code RUN.load.1}.
     *
     * @throws MistakeException if there is none, or several have the name
     */
    public static FlowRun find(ReeveClient server, String wanted) throws InterruptedException {
        if (wanted.equals("latest")) {
            List<FlowRun> newest =
                    server.flowRuns(new RunsQuery(null, null, null, 1, null)).items();
            if (newest.isEmpty()) {
                throw new MistakeException(
                        "There are no runs on the server yet. Begin one with reeve run --flow NAME.");
            }
            return newest.getFirst();
        }
        String identifier = identifier(wanted);
        return Ids.is(identifier) ? server.flowRun(identifier) : named(server, wanted);
    }

    private static FlowRun named(ReeveClient server, String name) throws InterruptedException {
        List<FlowRun> named = read(server, RunsQuery.named(name), MOST_NAMED).items().stream()
                .filter(run -> run.name().equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new MistakeException("The server has no run with the identifier or name \"" + Shown.clean(name)
                    + "\" that you may see. reeve runs lists them; latest is the newest.");
        }
        if (named.size() > 1) {
            throw new MistakeException("Several runs are named \"" + Shown.clean(name) + "\": "
                    + String.join(
                            ", ",
                            named.stream()
                                    .limit(MOST_LISTED)
                                    .map(run -> run.id() + " of flow " + Shown.clean(run.flow()))
                                    .toList())
                    + (named.size() > MOST_LISTED ? ", .." : "") + ". Say which by its identifier.");
        }
        return named.getFirst();
    }

    private static String identifier(String wanted) {
        int dot = wanted.indexOf('.');
        if (dot != UUID_LENGTH || dot == wanted.length() - 1) {
            return wanted;
        }
        try {
            return RunIds.inner(UUID.fromString(wanted.substring(0, dot)), wanted.substring(dot + 1))
                    .toString();
        } catch (IllegalArgumentException e) { // the server says that there is none
            return wanted;
        }
    }

    @Override
    public void show(String wanted, @Nullable String task, ListFormat format) throws InterruptedException {
        boolean json = format == ListFormat.JSON;
        List<String> lines = Asking.server(console, server -> {
            SeenRun.In in = SeenRun.in(server, find(server, wanted), task);
            SeenRun seen = SeenRun.read(server, in.run());
            if (in.task() != null) {
                ServerTaskText text = ServerTaskText.read(server, seen, in.task());
                return json ? List.of(Printed.json(text.json())) : text.lines(console.terminal());
            }
            List<JournalEntry> traces = seen.told(server, EventKind.FAILED, null);
            List<JournalEntry> kept = seen.told(server, EventKind.ARTIFACT, null);
            return json
                    ? List.of(Printed.json(all(seen, traces, kept)))
                    : new ServerRunText(seen, InnerTree.of(server, seen.run().id()), console.terminal())
                            .lines(traces, kept);
        });
        lines.forEach(console.out()::println);
    }

    private static Map<String, Object> all(SeenRun seen, List<JournalEntry> traces, List<JournalEntry> kept) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("run", seen.run());
        all.put("tasks", seen.names());
        all.put("taskRuns", seen.tasks());
        all.put("failures", traces);
        all.put("artifacts", kept);
        return all;
    }

    @Override
    public void why(String wanted, @Nullable String task, ListFormat format) throws InterruptedException {
        Why why = Asking.server(console, server -> {
            FlowRun run = find(server, wanted);
            if (task == null) {
                return server.why(run.id(), null, -1);
            }
            SeenRun.In in = SeenRun.in(server, run, task);
            SeenRun seen = new SeenRun(in.run(), SeenRun.structure(server, in.run()), List.of());
            SeenRun.Place place = seen.place(String.valueOf(in.task()));
            return server.why(in.run().id(), seen.label(place.node(), -1), place.child());
        });
        console.out().println(format == ListFormat.JSON ? Printed.json(why) : Shown.clean(why.why()));
    }

    @Override
    public boolean diff(String first, String second, ListFormat format) throws InterruptedException {
        ServerDiff diff = Asking.server(console, server -> {
            SeenRun a = SeenRun.read(server, first);
            SeenRun b = SeenRun.read(server, second);
            return new ServerDiff(
                    ServerDifference.Side.of(a, a.told(server, EventKind.STORED, null)),
                    ServerDifference.Side.of(b, b.told(server, EventKind.STORED, null)));
        });
        diff.print(console, format);
        return diff.parts();
    }
}
