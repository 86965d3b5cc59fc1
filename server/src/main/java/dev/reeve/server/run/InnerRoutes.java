package dev.reeve.server.run;

import dev.reeve.api.FlowRun;
import dev.reeve.api.Page;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.project.Projects;
import dev.reeve.server.registry.Flows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs within a run, and what it takes to look into one: what it looks like, what it told. */
public final class InnerRoutes {
    private static final long LONGEST_PAGE = 200;

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;
    private final InstantSource clock;

    /** Over that ledger. */
    public InnerRoutes(Ledger ledger, Projects projects, Runs runs, InstantSource clock) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flow-runs/{run}/children", this::children, "node", "child", "limit", "cursor"),
                Route.get("/flow-runs/{run}/structure", this::structure),
                Route.get("/flow-runs/{run}/journal", this::journal, "after"));
    }

    private Seen seen(Request request) {
        return Seen.of(request, runs, projects, request.idIn("run"));
    }

    private Answer children(Request request) {
        Seen seen = seen(request);
        int most = (int) request.query("limit", 50, 1, LONGEST_PAGE);
        UUID after = RunFilters.id(request, "cursor");
        List<RunView> found = ledger.runs().children(seen.run().id(), task(request), after, most + 1);
        Instant now = clock.instant();
        List<FlowRun> page = runs.flowRuns(found.stream().limit(most).toList(), run -> seen.project(), now);
        return Answer.ok(new Page<>(page, found.size() > most ? page.getLast().id() : null));
    }

    /** Null: any. */
    private static @Nullable TaskKey task(Request request) {
        if (request.query("node").isEmpty()) {
            if (request.query("child").isPresent()) {
                throw ProblemException.invalid("", "The query has a \"child\" and no \"node\".");
            }
            return null;
        }
        return new TaskKey((int) request.query("node", 0, 0, Integer.MAX_VALUE), (int)
                request.query("child", -1, -1, Integer.MAX_VALUE));
    }

    private Answer structure(Request request) {
        return Answer.ok(Flows.structure(runs.version(seen(request).run())));
    }

    private Answer journal(Request request) {
        Seen seen = seen(request).whole("planned");
        RunView run = seen.run();
        return Answer.ok(Journals.page(ledger, run.id(), Integer.MAX_VALUE, request.query("after")));
    }
}
