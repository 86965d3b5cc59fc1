package dev.reeve.server.run;

import dev.reeve.api.Cancellation;
import dev.reeve.api.FlowRun;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewRun;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Endings;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.project.Projects;
import dev.reeve.server.registry.FlowLookup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Runs: asked for, looked at, stopped. Lists are in {@link RunListRoutes}, what runs were told about themselves in
 * {@link RunDetailRoutes}.
 */
public final class RunRoutes {
    private static final long LONGEST_WAIT = 20_000;
    // an end that this server is not told by a runner is found by looking
    private static final Duration LONGEST_DOZE = Duration.ofSeconds(1);

    private final Projects projects;
    private final Runs runs;
    private final RunOrders orders;
    private final Stopping stopping;
    private final FlowLookup flows;
    private final Endings endings;
    private final InstantSource clock;

    /** Over those runs. */
    public RunRoutes(
            Projects projects,
            Runs runs,
            RunOrders orders,
            Stopping stopping,
            FlowLookup flows,
            Endings endings,
            InstantSource clock) {
        this.projects = projects;
        this.runs = runs;
        this.orders = orders;
        this.stopping = stopping;
        this.flows = flows;
        this.endings = endings;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/flow-runs", this::create),
                Route.post("/flows/{flow}/runs", this::createOf),
                Route.post("/flows/{flow}/runs:validate", this::validate),
                Route.get("/flow-runs/{run}", this::show, "waitMillis"),
                Route.post("/flow-runs/{run}/cancel", this::cancel));
    }

    private Answer create(Request request) {
        return orders.submitted(request, request.body(NewFlowRun.class), id -> shown(request, id));
    }

    private Answer createOf(Request request) {
        return orders.submitted(request, ofPath(request), id -> shown(request, id));
    }

    private Answer validate(Request request) {
        FlowVersion newest = flows.newest(request);
        return Answer.ok(orders.check(newest, ofPath(request)));
    }

    private NewFlowRun ofPath(Request request) {
        FlowVersion newest = flows.newest(request);
        return request.body(NewRun.class).of(newest.flow(), flows.project(request, newest));
    }

    private Answer show(Request request) throws InterruptedException {
        UUID id = request.idIn("run");
        long wait = request.query("waitMillis", 0, 0, LONGEST_WAIT);
        return Answer.ok(wait == 0 ? shown(request, id) : ended(request, id, Duration.ofMillis(wait)));
    }

    /** As soon as it has ended, or after that long as it is. */
    private FlowRun ended(Request request, UUID id, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            try (Endings.Waiter waiter = endings.of(id)) {
                Seen seen = Seen.of(request, runs, projects, id);
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (seen.run().endedAt() != null || !left.isPositive() || endings.released()) {
                    return shown(seen);
                }
                waiter.await(left.compareTo(LONGEST_DOZE) < 0 ? left : LONGEST_DOZE);
            }
        }
    }

    private FlowRun shown(Request request, UUID id) {
        return shown(Seen.of(request, runs, projects, id));
    }

    private FlowRun shown(Seen seen) {
        return runs.flowRun(seen.run(), seen.project(), clock.instant());
    }

    private Answer cancel(Request request) {
        Cancellation asked = request.body(Cancellation.class);
        Stopping.check(new Fields(), asked.reason(), asked.graceSeconds()).done();
        Seen seen = Seen.of(request, runs, projects, request.idIn("run"));
        stopping.stop(request, seen, asked.reason(), asked.graceSeconds());
        return Answer.ok(shown(request, seen.run().id()));
    }
}
