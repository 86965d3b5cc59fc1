package dev.reeve.server.schedule;

import dev.reeve.api.Backfill;
import dev.reeve.api.BackfillCounts;
import dev.reeve.api.BackfillFate;
import dev.reeve.api.BackfillInterval;
import dev.reeve.api.BackfillState;
import dev.reeve.api.Cancellation;
import dev.reeve.api.NewBackfill;
import dev.reeve.api.Page;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Method;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.project.Projects;
import dev.reeve.server.run.ParameterCheck;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Backfills: asked for, looked at, stopped. */
public final class BackfillRoutes {
    private static final int LONGEST_KEY = 500;
    private static final int LONGEST_REASON = 2_000;
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_LISTED = 100;

    private final Jdbi database;
    private final Projects projects;
    private final Scheduler scheduler;

    /** Over that database; {@code scheduler} goes on with them. */
    public BackfillRoutes(Jdbi database, Projects projects, Scheduler scheduler) {
        this.database = database;
        this.projects = projects;
        this.scheduler = scheduler;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                new Route(Method.POST, "/flows/{flow}/backfills", Route.ORDINARY_BODY, Set.of("dryRun"), this::create),
                Route.get("/flows/{flow}/backfills", this::list),
                Route.get("/backfills/{backfill}", this::show),
                Route.post("/backfills/{backfill}/cancel", this::cancel));
    }

    private Answer create(Request request) {
        boolean dryRun = request.query("dryRun").map(BackfillRoutes::yes).orElse(false);
        NewBackfill wanted = request.body(NewBackfill.class);
        checked(wanted);
        Answer answer = database.inTransaction(handle -> create(handle, request, wanted, dryRun));
        scheduler.wake();
        return answer;
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("", "The query's \"dryRun\" must be true or false.");
        };
    }

    private static void checked(NewBackfill wanted) {
        Fields fields = new Fields().filled("/idempotencyKey", wanted.idempotencyKey(), LONGEST_KEY);
        if (!wanted.from().isBefore(wanted.to())) {
            fields.wrong("/to", "must be after \"from\".");
        }
        if (wanted.maxConcurrent() != null && (wanted.maxConcurrent() < 1 || wanted.maxConcurrent() > MOST_AT_ONCE)) {
            fields.wrong("/maxConcurrent", "must be from 1 to " + MOST_AT_ONCE + ".");
        }
        fields.done();
    }

    private Answer create(Handle handle, Request request, NewBackfill wanted, boolean dryRun) {
        SeenFlow flow = SeenFlow.of(handle, request, projects);
        String name = wanted.schedule() == null ? StoredSchedule.DEFAULT : wanted.schedule();
        Schedules.lockFlow(handle, flow.id());
        // whoever decides on the schedule, or asks for another backfill of it, comes before or after
        StoredSchedule stored = Schedules.lock(handle, flow.id(), name)
                .orElseThrow(() -> ProblemException.invalid(
                        "/schedule", "is none of the flow, so there are no data intervals: \"" + name + "\"."));
        String key = wanted.idempotencyKey();
        Optional<BackfillRow> known =
                key == null || dryRun ? Optional.empty() : BackfillRows.ofKey(handle, flow.id(), key);
        if (known.isPresent()) {
            return Answer.ok(whole(handle, flow, known.get()));
        }
        List<IntervalRow> rows = plan(handle, flow, stored, wanted);
        BackfillRow row = row(request, flow, name, wanted, Schedules.now(handle));
        if (dryRun) {
            return Answer.ok(wire(flow, row, null, counts(rows), rows));
        }
        if (!BackfillRows.insert(handle, row, key)) {
            throw ProblemException.later(409, "Another request with this key is being answered. Ask again.", 1);
        }
        BackfillRows.insert(handle, row, rows);
        Audit.log(handle, request, "backfill.create", flow.project() + "/" + flow.name() + " " + row.id());
        return Answer.created(wire(flow, row, row.id(), counts(rows), rows));
    }

    private List<IntervalRow> plan(Handle handle, SeenFlow flow, StoredSchedule stored, NewBackfill wanted) {
        BackfillPlan plan = new BackfillPlan(
                BackfillRows.before(handle, flow.id(), wanted.from(), wanted.to()),
                scheduler.ledger().within(handle));
        boolean again = Boolean.TRUE.equals(wanted.again());
        List<IntervalRow> rows = plan.rows(stored.schedule(), wanted.from(), wanted.to(), again, wanted.parameters());
        Fields fields = new Fields();
        if (rows.size() > BackfillPlan.MOST) {
            fields.wrong("/to", "is too late: there are more than " + BackfillPlan.MOST + " data intervals.");
            fields.done();
        }
        Versions.Newest version =
                scheduler.versions().of(handle, List.of(flow.id())).get(flow.id());
        if (version != null) {
            for (String parameters : rows.stream()
                    .map(IntervalRow::parameters)
                    .distinct()
                    .limit(100)
                    .toList()) {
                ParameterCheck.check(fields, "/parameters", version.parameters(), WireJson.object(parameters));
            }
        }
        fields.done();
        return rows;
    }

    private static BackfillRow row(Request request, SeenFlow flow, String name, NewBackfill wanted, Instant now) {
        return new BackfillRow(
                UUID.randomUUID(),
                flow.id(),
                name,
                wanted.from(),
                wanted.to(),
                wanted.maxConcurrent() == null ? 1 : wanted.maxConcurrent(),
                Boolean.TRUE.equals(wanted.again()),
                Boolean.TRUE.equals(wanted.keepGoing()),
                BackfillState.RUNNING,
                "",
                request.user().name(),
                now,
                null);
    }

    private static Map<String, Integer> counts(List<IntervalRow> rows) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.word(), 1, Integer::sum));
        return counts;
    }

    private static Backfill whole(Handle handle, SeenFlow flow, BackfillRow row) {
        List<IntervalRow> rows = BackfillRows.intervals(handle, row.id());
        return wire(flow, row, row.id(), counts(rows), rows);
    }

    private static Backfill wire(
            SeenFlow flow, BackfillRow row, @Nullable UUID id, Map<String, Integer> counts, List<IntervalRow> rows) {
        return new Backfill(
                id == null ? null : id.toString(),
                Integer.toString(flow.id()),
                flow.name(),
                flow.project(),
                row.schedule(),
                row.from(),
                row.to(),
                row.maxConcurrent(),
                row.again(),
                row.keepGoing(),
                row.state(),
                row.words(),
                row.createdBy(),
                row.createdAt(),
                row.endedAt(),
                counts(counts),
                rows.stream().map(BackfillRoutes::wire).toList());
    }

    private static BackfillInterval wire(IntervalRow row) {
        UUID run = row.run();
        return new BackfillInterval(
                row.at(),
                row.from(),
                WireJson.object(row.parameters()),
                row.labels(),
                row.fate(),
                run == null ? null : run.toString(),
                row.words());
    }

    private static BackfillCounts counts(Map<String, Integer> counts) {
        return new BackfillCounts(
                count(counts, BackfillFate.TO_RUN),
                count(counts, BackfillFate.RUNNING),
                count(counts, BackfillFate.SUCCEEDED),
                count(counts, BackfillFate.FAILED),
                count(counts, BackfillFate.CANCELLED),
                count(counts, BackfillFate.DONE_BEFORE),
                count(counts, BackfillFate.ELSEWHERE));
    }

    private static int count(Map<String, Integer> counts, BackfillFate fate) {
        return counts.getOrDefault(fate.name().toLowerCase(Locale.ROOT), 0);
    }

    private Answer list(Request request) {
        return Answer.ok(database.withHandle(handle -> {
            SeenFlow flow = SeenFlow.of(handle, request, projects);
            List<BackfillRow> rows = BackfillRows.of(handle, flow.id(), MOST_LISTED);
            Map<UUID, Map<String, Integer>> counts = BackfillRows.counts(
                    handle, rows.stream().map(BackfillRow::id).toList());
            return new Page<>(
                    rows.stream()
                            .map(row -> wire(flow, row, row.id(), counts.getOrDefault(row.id(), Map.of()), List.of()))
                            .toList(),
                    null);
        }));
    }

    private Answer show(Request request) {
        return Answer.ok(database.withHandle(handle -> {
            BackfillRow row = need(BackfillRows.find(handle, request.idIn("backfill")));
            return whole(handle, SeenFlow.find(handle, request, projects, row.flow()), row);
        }));
    }

    private static BackfillRow need(Optional<BackfillRow> found) {
        return found.orElseThrow(() -> ProblemException.notFound("There is no such backfill."));
    }

    private Answer cancel(Request request) {
        Cancellation asked = request.body(Cancellation.class);
        Fields fields = new Fields().text("/reason", asked.reason(), LONGEST_REASON);
        if (asked.graceSeconds() != null) {
            fields.wrong(
                    "/graceSeconds", "is for runs; those of a backfill are waited for as they and their agents say.");
        }
        fields.done();
        Backfill answer = database.inTransaction(handle -> {
            BackfillRow row = need(BackfillRows.lock(handle, request.idIn("backfill")));
            SeenFlow flow = SeenFlow.find(handle, request, projects, row.flow());
            if (row.endedAt() != null) {
                throw ProblemException.conflict("ended", "The backfill has ended, so there is nothing to cancel.");
            }
            if (row.state() != BackfillState.CANCELLING) {
                String by = "cancelled by " + request.user().name();
                String words = asked.reason().isBlank() ? by : by + ": " + asked.reason();
                BackfillRows.state(handle, row.id(), BackfillState.CANCELLING, words, null);
                BackfillRows.cancelRest(handle, row.id());
                Audit.log(handle, request, "backfill.cancel", flow.project() + "/" + flow.name() + " " + row.id());
            }
            return whole(handle, flow, need(BackfillRows.find(handle, row.id())));
        });
        scheduler.wake();
        return Answer.ok(answer);
    }
}
