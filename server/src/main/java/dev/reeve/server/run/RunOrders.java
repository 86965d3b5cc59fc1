package dev.reeve.server.run;

import dev.reeve.api.FieldError;
import dev.reeve.api.FlowRun;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.RunCheck;
import dev.reeve.schedule.DataInterval;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Catalog;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Meant;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.Submission;
import dev.reeve.server.ledger.Submitted;
import dev.reeve.server.project.Projects;
import dev.reeve.server.registry.Flows;
import dev.reeve.spi.Occasion.Cause;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Runs that people ask for: checked against what the flow takes, and handed to the ledger. Thread-safe. */
public final class RunOrders {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_KEY = 500;
    private static final int HIGHEST = 100;
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Ledger ledger;
    private final Projects projects;
    private final InstantSource clock;

    /** Over that ledger. */
    public RunOrders(Ledger ledger, Projects projects, InstantSource clock) {
        this.ledger = ledger;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * Asks for a run.
     *
     * @param known shows a run that was asked for before with the same key
     */
    Answer submitted(Request request, NewFlowRun wanted, Function<UUID, FlowRun> known) {
        Fields fields = fields(wanted);
        fields.done();
        FlowVersion version = version(request.user(), wanted);
        ParameterCheck.check(fields, Flows.parameters(version), wanted.parameters());
        fields.done();
        Submission submission = submission(request.user(), wanted, version);
        return switch (ledger.submit(submission)) {
            case Submitted.New made ->
                Answer.created(new FlowRunCreated(
                        made.run().toString(), submission.name(), version.flow(), version.version()));
            case Submitted.Known before -> {
                FlowRun run = known.apply(before.run());
                yield Answer.ok(new FlowRunCreated(run.id(), run.name(), run.flow(), run.version()));
            }
            case Submitted.Refused refused -> throw ProblemException.conflict("refused", refused.why() + ".");
        };
    }

    private static Fields fields(NewFlowRun wanted) {
        Fields fields = new Fields()
                .filled("/flow", wanted.flow(), LONGEST_NAME)
                .filled("/name", wanted.name(), LONGEST_NAME)
                .filled("/idempotencyKey", wanted.idempotencyKey(), LONGEST_KEY)
                .labels("/labels", wanted.labels() == null ? List.of() : wanted.labels());
        if (Math.abs((long) priority(wanted)) > HIGHEST) {
            fields.wrong("/priority", "must be from -" + HIGHEST + " to " + HIGHEST + ".");
        }
        return fields;
    }

    private static int priority(NewFlowRun wanted) {
        return wanted.priority() == null ? 0 : wanted.priority();
    }

    /** What would become of it. Nothing is written. */
    RunCheck check(FlowVersion newest, NewFlowRun wanted) {
        Fields fields = fields(wanted);
        if (wanted.version() != null && wanted.version() != newest.version()) {
            fields.wrong("/version", "must be " + newest.version() + ", the newest.");
        }
        List<RegisteredParameter> taken = Flows.parameters(newest);
        ParameterCheck.check(fields, taken, wanted.parameters());
        List<FieldError> errors = fields.errors();
        Map<String, Object> parameters = ParameterCheck.effective(taken, wanted.parameters());
        return new RunCheck(
                errors.isEmpty(),
                errors,
                newest.version(),
                parameters,
                wanted.labels() == null ? newest.labels() : wanted.labels());
    }

    private FlowVersion version(Caller.OfUser user, NewFlowRun wanted) {
        List<FlowVersion> found = ledger.catalog().newest(wanted.flow(), wanted.project()).stream()
                .filter(newest -> user.sees(newest.project()))
                .map(Catalog.Newest::version)
                .toList();
        if (found.isEmpty() && wanted.project() != null) {
            var ignored = projects.need(user, wanted.project());
        }
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
        Meant meant = Meant.utc(due == null ? now : due);
        DataInterval interval = wanted.interval() == null
                ? DataInterval.at(meant.at())
                : new DataInterval(wanted.interval().from(), wanted.interval().to());
        UUID id = RunIds.next(now, RANDOM);
        return new Submission(
                id,
                version.id(),
                wanted.name() == null ? name(id, wanted, version, meant, interval) : wanted.name(),
                WireJson.text(wanted.parameters()),
                interval,
                due,
                wanted.labels() == null ? version.labels() : wanted.labels(),
                priority(wanted),
                Cause.BY_HAND,
                "",
                user.name(),
                wanted.idempotencyKey(),
                null,
                meant);
    }

    private static String name(UUID id, NewFlowRun wanted, FlowVersion version, Meant meant, DataInterval interval) {
        List<RegisteredParameter> taken = Flows.parameters(version);
        RunNames.Facts facts = new RunNames.Facts(
                version.flow(), id, meant, interval, ParameterCheck.effective(taken, wanted.parameters()));
        return RunNames.of(Flows.runName(version), taken, facts, RANDOM);
    }
}
