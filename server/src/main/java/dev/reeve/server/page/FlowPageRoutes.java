package dev.reeve.server.page;

import dev.reeve.api.GridRow;
import dev.reeve.api.Page;
import dev.reeve.api.VersionInfo;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Compressed;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.FlowReader;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.GraphImage;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunQuery;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.registry.FlowLookup;
import dev.reeve.server.run.Runs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The page of a flow: how its newest runs went, its runs and tasks as a grid, its versions. */
public final class FlowPageRoutes {
    private static final int TASKS_OF_A_ROW = 500;

    private final Ledger ledger;
    private final Runs runs;
    private final FlowLookup flows;
    private final InstantSource clock;

    /** Over that ledger. */
    public FlowPageRoutes(Ledger ledger, Runs runs, FlowLookup flows, InstantSource clock) {
        this.ledger = ledger;
        this.runs = runs;
        this.flows = flows;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flows/{flow}/facts", this::facts, "runs"),
                Route.get("/flows/{flow}/grid", this::grid, "runs", "cursor", "tasks", "taskCursor"),
                Route.get("/flows/{flow}/versions", this::versions, "limit", "cursor"));
    }

    private Answer facts(Request request) {
        FlowVersion newest = flows.newest(request);
        int most = (int) request.query("runs", 100, 1, 500);
        List<RunView> found =
                ledger.runs().runs(new RunQuery(newest.projectId(), newest.flowId(), Set.of(), null, null, most));
        return Answer.ok(new Facts(
                        found,
                        ledger.flows().failures(found),
                        run -> runs.version(run).version())
                .facts(clock.instant()));
    }

    private Answer versions(Request request) {
        FlowVersion newest = flows.newest(request);
        int most = (int) request.query("limit", 100, 1, 500);
        int before = (int) request.query("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        List<FlowReader.Version> found = ledger.flows().versions(newest.flowId(), before, most + 1);
        List<VersionInfo> page = found.stream()
                .limit(most)
                .map(each -> new VersionInfo(
                        each.version(),
                        each.structureHash(),
                        each.createdAt(),
                        each.labels(),
                        each.version() == newest.version(),
                        each.sha256(),
                        each.registeredBy(),
                        each.runs()))
                .toList();
        return Answer.ok(new Page<>(
                page, found.size() > most ? Integer.toString(page.getLast().version()) : null));
    }

    private Answer grid(Request request) {
        FlowVersion newest = flows.newest(request);
        int most = (int) request.query("runs", 25, 1, 50);
        int tasks = (int) request.query("tasks", TASKS_OF_A_ROW, 1, TASKS_OF_A_ROW);
        int from = (int) request.query("taskCursor", 0, 0, 1_000_000);
        UUID before = request.query("cursor")
                .map(text -> Request.idOf(text)
                        .orElseThrow(() -> ProblemException.invalid("", "The query's \"cursor\" is none.")))
                .orElse(null);
        List<RunView> found =
                ledger.runs().runs(new RunQuery(newest.projectId(), newest.flowId(), Set.of(), null, before, most));
        // the newest is there to be shown while the others are still read
        List<RunView> newestRun = found.subList(0, Math.min(1, found.size()));
        List<RunView> others = found.subList(newestRun.size(), found.size());
        Map<UUID, List<GraphImage.Mark>> first = marks(newestRun, from, tasks);
        return Compressed.stream(request, "application/x-ndjson", out -> {
            Set<Integer> named = new HashSet<>();
            write(newestRun, first, from, tasks, named, out);
            out.flush();
            write(others, marks(others, from, tasks), from, tasks, named, out);
        });
    }

    private Map<UUID, List<GraphImage.Mark>> marks(List<RunView> some, int from, int tasks) {
        return ledger.graphs().rows(some.stream().map(RunView::id).toList(), from, from + tasks);
    }

    private void write(
            List<RunView> some,
            Map<UUID, List<GraphImage.Mark>> marks,
            int from,
            int tasks,
            Set<Integer> named,
            OutputStream out)
            throws IOException {
        for (RunView run : some) {
            FlowVersion version = runs.version(run);
            GridRow row = GridRows.of(
                    run, version, marks.getOrDefault(run.id(), List.of()), from, from + tasks, named.add(version.id()));
            out.write(WireJson.text(row).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }
}
