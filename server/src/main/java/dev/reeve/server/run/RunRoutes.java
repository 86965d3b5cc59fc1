package dev.reeve.server.run;

import dev.reeve.api.Cancellation;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.Page;
import dev.reeve.schedule.DataInterval;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.RunQuery;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.Steered;
import dev.reeve.server.ledger.Submission;
import dev.reeve.server.ledger.Submitted;
import dev.reeve.server.project.Projects;
import dev.reeve.server.registry.Flows;
import dev.reeve.spi.Occasion.Cause;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Runs: asked for, listed, stopped. What they were told about themselves is in {@link RunDetailRoutes}. */
public final class RunRoutes {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_KEY = 500;
    private static final int LONGEST_REASON = 2_000;
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Jdbi database;
    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;
    private final Cancels cancels;
    private final InstantSource clock;

    /** Over that ledger. */
    public RunRoutes(Jdbi database, Ledger ledger, Projects projects, Runs runs, Cancels cancels, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
        this.cancels = cancels;
        this.clock = clock;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/flow-runs", this::create),
                Route.get("/flow-runs", this::list, "project", "flow", "state", "limit", "cursor"),
                Route.get("/flow-runs/{run}", this::show),
                Route.post("/flow-runs/{run}/cancel", this::cancel));
    }

    private Answer create(Request request) {
        NewFlowRun wanted = request.body(NewFlowRun.class);
        Fields fields = new Fields()
                .filled("/flow", wanted.flow(), LONGEST_NAME)
                .filled("/name", wanted.name(), LONGEST_NAME)
                .filled("/idempotencyKey", wanted.idempotencyKey(), LONGEST_KEY)
                .labels("/labels", wanted.labels() == null ? List.of() : wanted.labels());
        fields.done();
        FlowVersion version = version(request.user(), wanted);
        ParameterCheck.check(fields, Flows.parameters(version), wanted.parameters());
        fields.done();
        Submission submission = submission(request.user(), wanted, version);
        return switch (ledger.submit(submission)) {
            case Submitted.New made ->
                Answer.created(new FlowRunCreated(
                        made.run().toString(), submission.name(), version.flow(), version.version()));
            case Submitted.Known known -> {
                FlowRun run = shown(request, known.run());
                yield Answer.ok(new FlowRunCreated(run.id(), run.name(), run.flow(), run.version()));
            }
            case Submitted.Refused refused -> throw ProblemException.conflict("refused", refused.why() + ".");
        };
    }

    private FlowVersion version(Caller.OfUser user, NewFlowRun wanted) {
        List<Project> where =
                wanted.project() == null ? projects.of(user) : List.of(projects.need(user, wanted.project()));
        List<FlowVersion> found = where.stream()
                .flatMap(project -> ledger.catalog().newest(project.id(), wanted.flow()).stream())
                .toList();
        if (found.isEmpty()) {
            throw ProblemException.notFound("There is no flow \"" + wanted.flow() + "\""
                    + (wanted.project() == null ? "" : " in project \"" + wanted.project() + "\"") + ".");
        }
        if (found.size() > 1) {
            throw ProblemException.invalid("/project", "is missing: several projects have a flow of that name.");
        }
        FlowVersion newest = found.getFirst();
        if (wanted.version() != null && wanted.version() > newest.version()) {
            throw ProblemException.notFound(
                    "Flow \"" + wanted.flow() + "\" has no version " + wanted.version() + " yet.");
        }
        if (wanted.version() != null && wanted.version() != newest.version()) {
            throw ProblemException.conflict(
                    "archived",
                    "Version " + wanted.version() + " of flow \"" + wanted.flow() + "\" is archived; the newest is "
                            + newest.version() + ".");
        }
        return newest;
    }

    private Submission submission(Caller.OfUser user, NewFlowRun wanted, FlowVersion version) {
        Instant now = clock.instant();
        Instant due = wanted.scheduledFor();
        return new Submission(
                RunIds.next(now, RANDOM),
                version.id(),
                wanted.name() == null ? RunNames.next(RANDOM) : wanted.name(),
                WireJson.text(wanted.parameters()),
                wanted.interval() == null
                        ? DataInterval.at(due == null ? now : due)
                        : new DataInterval(
                                wanted.interval().from(), wanted.interval().to()),
                due,
                wanted.labels() == null ? version.labels() : wanted.labels(),
                0,
                Cause.BY_HAND,
                "",
                user.name(),
                wanted.idempotencyKey(),
                null);
    }

    private Answer list(Request request) {
        int most = (int) request.query("limit", 50, 1, 200);
        UUID before = request.query("cursor")
                .map(text -> Request.idOf(text)
                        .orElseThrow(() -> ProblemException.invalid("", "The query's \"cursor\" is none.")))
                .orElse(null);
        Set<String> states = request.query("state").map(Set::of).orElse(Set.of());
        Optional<String> project = request.query("project");
        List<Project> where = project.isPresent()
                ? List.of(projects.need(request.user(), project.get()))
                : projects.of(request.user());
        Instant now = clock.instant();
        List<Listed> found = new ArrayList<>();
        for (Project each : where) {
            page(each, request.query("flow").orElse(null), states, before, most + 1)
                    .forEach(run -> found.add(new Listed(run, each.name())));
        }
        List<Listed> newest = found.stream()
                .sorted(Comparator.comparing((Listed each) -> each.run().id().toString())
                        .reversed())
                .limit(most)
                .toList();
        String next = found.size() > most ? newest.getLast().run().id().toString() : null;
        return Answer.ok(new Page<>(
                newest.stream()
                        .map(each -> runs.flowRun(each.run(), each.project(), now))
                        .toList(),
                next));
    }

    private record Listed(RunView run, String project) {}

    private Stream<RunView> page(
            Project project, @Nullable String flow, Set<String> states, @Nullable UUID before, int most) {
        Integer flowId = null;
        if (flow != null) {
            Optional<FlowVersion> version = ledger.catalog().newest(project.id(), flow);
            if (version.isEmpty()) {
                return Stream.of();
            }
            flowId = version.get().flowId();
        }
        try {
            return ledger.runs().runs(new RunQuery(project.id(), flowId, states, null, before, most)).stream();
        } catch (IllegalArgumentException e) { // a state that there is not
            throw ProblemException.invalid("", "The query's \"state\" is none: " + e.getMessage() + ".");
        }
    }

    private Answer show(Request request) {
        return Answer.ok(shown(request, request.idIn("run")));
    }

    private FlowRun shown(Request request, UUID id) {
        Seen seen = Seen.of(request, runs, projects, id);
        return runs.flowRun(seen.run(), seen.project(), clock.instant());
    }

    private Answer cancel(Request request) {
        Cancellation asked = request.body(Cancellation.class);
        new Fields().text("/reason", asked.reason(), LONGEST_REASON).done();
        Seen seen = Seen.of(request, runs, projects, request.idIn("run"));
        String by = request.user().name();
        String reason = asked.reason().isBlank() ? "cancelled by " + by : asked.reason();
        switch (ledger.cancel(seen.run().id(), by, reason)) {
            case Steered.Done done -> audit(request, seen, reason);
            case Steered.Asked again -> {
                cancels.asked(seen.run().id(), reason);
                audit(request, seen, reason);
            }
            case Steered.Refused refused ->
                throw ProblemException.conflict(
                        "ended",
                        "Run \"" + seen.run().name() + "\" is "
                                + seen.run().state().name() + ", so there is nothing to cancel.");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        }
        return Answer.ok(shown(request, seen.run().id()));
    }

    private void audit(Request request, Seen seen, String reason) {
        database.useHandle(
                handle -> Audit.log(handle, request, "run.cancel", seen.run().id() + ": " + reason));
    }
}
