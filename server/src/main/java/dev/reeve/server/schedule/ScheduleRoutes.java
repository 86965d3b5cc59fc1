package dev.reeve.server.schedule;

import dev.reeve.api.FlowSchedule;
import dev.reeve.api.NewSchedule;
import dev.reeve.api.Page;
import dev.reeve.api.SchedulePause;
import dev.reeve.schedule.ScheduleJson;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Method;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.project.Projects;
import dev.reeve.server.schedule.Schedules.Setting;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Schedules: set, paused, looked at. */
public final class ScheduleRoutes {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 2_000;
    private static final int MOST = 50;

    private final Jdbi database;
    private final Projects projects;
    private final Scheduler scheduler;
    private final Changes changes;
    private final ScheduleViews views;
    private final Settings settings;

    /** Over that database; {@code scheduler} is told of changes. */
    public ScheduleRoutes(Jdbi database, Projects projects, Scheduler scheduler) {
        this.database = database;
        this.projects = projects;
        this.scheduler = scheduler;
        this.changes = new Changes(scheduler.decisions());
        this.views = new ScheduleViews(scheduler.ledger());
        this.settings = new Settings(scheduler.versions());
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/schedules", this::list, "project"),
                Route.get("/flows/{flow}/schedules", this::ofFlow),
                new Route(
                        Method.POST,
                        "/flows/{flow}/schedules:preview",
                        Route.ORDINARY_BODY,
                        Set.of("upcoming", "after"),
                        this::preview),
                Route.get("/flows/{flow}/schedules/{schedule}", this::show, "upcoming", "last", "after"),
                Route.put("/flows/{flow}/schedules/{schedule}", this::set),
                Route.delete("/flows/{flow}/schedules/{schedule}", this::delete),
                Route.post("/flows/{flow}/schedules/{schedule}/pause", this::pause),
                Route.post("/flows/{flow}/schedules/{schedule}/resume", this::resume));
    }

    private Answer list(Request request) {
        Optional<String> name = request.query("project");
        List<Project> where =
                name.isPresent() ? List.of(projects.need(request.user(), name.get())) : projects.of(request.user());
        Map<Integer, SeenFlow> flows = new HashMap<>();
        return Answer.ok(database.withHandle(handle -> {
            for (Project project : where) {
                handle.createQuery("select id, name from flow where project_id = ?")
                        .bind(0, project.id())
                        .map((row, context) -> new SeenFlow(row.getInt(1), row.getString(2), project.name()))
                        .forEach(flow -> flows.put(flow.id(), flow));
            }
            return listed(handle, flows);
        }));
    }

    private Answer ofFlow(Request request) {
        return Answer.ok(database.withHandle(handle -> {
            SeenFlow flow = SeenFlow.of(handle, request, projects);
            return listed(handle, Map.of(flow.id(), flow));
        }));
    }

    private Page<FlowSchedule> listed(Handle handle, Map<Integer, SeenFlow> flows) {
        Instant now = Schedules.now(handle);
        List<StoredSchedule> stored = Schedules.of(handle, flows.keySet()).stream()
                .filter(each -> flows.containsKey(each.flowId()))
                .toList();
        return new Page<>(views.listed(handle, flows, stored, now), null);
    }

    private Answer show(Request request) {
        int upcoming = (int) request.query("upcoming", 10, 0, MOST);
        int last = (int) request.query("last", 10, 0, MOST);
        Optional<Instant> after = request.query("after").map(ScheduleRoutes::instant);
        return Answer.ok(database.withHandle(handle -> {
            SeenFlow flow = SeenFlow.of(handle, request, projects);
            StoredSchedule stored = need(Schedules.find(handle, flow.id(), request.path("schedule")), request);
            Instant from = after.isPresent() ? after.get() : Schedules.now(handle);
            return views.whole(handle, flow, stored, from, upcoming, last);
        }));
    }

    /** What a schedule would do that is not set. */
    private Answer preview(Request request) {
        NewSchedule wanted = request.body(NewSchedule.class);
        int upcoming = (int) request.query("upcoming", 10, 0, MOST);
        Optional<Instant> after = request.query("after").map(ScheduleRoutes::instant);
        return Answer.ok(database.withHandle(handle -> {
            SeenFlow flow = SeenFlow.of(handle, request, projects);
            return settings.preview(
                    handle, flow, wanted, after.orElseGet(() -> Schedules.now(handle)), upcoming);
        }));
    }

    private static Instant instant(String text) {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                    && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw ProblemException.invalid("", "The query's \"after\" must be a time such as 2026-03-28T00:00:00Z.");
    }

    private static StoredSchedule need(Optional<StoredSchedule> found, Request request) {
        return found.orElseThrow(
                () -> ProblemException.notFound("The flow has no schedule \"" + request.path("schedule") + "\"."));
    }

    private Answer set(Request request) {
        NewSchedule wanted = request.body(NewSchedule.class);
        String name = request.path("schedule");
        return changed(request, "schedule.set", (handle, flow) -> {
            Fields fields = new Fields().name("/schedule", name, LONGEST_NAME);
            fields.done(); // that is in the path, and all the rest is of it
            Setting setting = settings.of(handle, flow, name, wanted, request.user().name());
            changes.set(handle, flow.id(), name, setting);
        });
    }

    /** What is done to a flow's schedule. */
    private interface Change {
        void of(Handle handle, SeenFlow flow);
    }

    /** Does it, and answers with what there is then. */
    private Answer changed(Request request, String action, Change change) {
        FlowSchedule answer = database.inTransaction(handle -> {
            SeenFlow flow = SeenFlow.of(handle, request, projects);
            change.of(handle, flow);
            audit(handle, request, action, flow);
            return views.whole(
                    handle,
                    flow,
                    need(Schedules.find(handle, flow.id(), request.path("schedule")), request),
                    Schedules.now(handle),
                    10,
                    10);
        });
        scheduler.wake();
        scheduler.ledger().ring();
        return Answer.ok(answer);
    }

    private static void audit(Handle handle, Request request, String action, SeenFlow flow) {
        Audit.log(handle, request, action, flow.project() + "/" + flow.name() + " " + request.path("schedule"));
    }

    private static StoredSchedule locked(Handle handle, Request request, SeenFlow flow) {
        return need(Schedules.lock(handle, flow.id(), request.path("schedule")), request);
    }

    private Answer pause(Request request) {
        SchedulePause pause = request.body(SchedulePause.class);
        new Fields().text("/reason", pause.reason(), LONGEST_REASON).done();
        return changed(request, "schedule.pause", (handle, flow) -> {
            boolean ignored = changes.pause(
                    handle, locked(handle, request, flow), request.user().name(), pause.reason());
        });
    }

    private Answer resume(Request request) {
        return changed(request, "schedule.resume", (handle, flow) -> {
            boolean ignored = changes.resume(handle, locked(handle, request, flow));
        });
    }

    private Answer delete(Request request) {
        database.useTransaction(handle -> {
            SeenFlow flow = SeenFlow.of(handle, request, projects);
            Schedules.lockFlow(handle, flow.id());
            StoredSchedule stored = locked(handle, request, flow);
            if (stored.own()) {
                throw ProblemException.conflict(
                        "own", "This schedule is in the flow's code. Pause it, or take it out there.");
            }
            changes.remove(handle, stored, request.user().name());
            if (stored.name().equals(StoredSchedule.DEFAULT)) {
                own(handle, flow);
            }
            audit(handle, request, "schedule.delete", flow);
        });
        scheduler.wake();
        return Answer.DONE;
    }

    /** That of the flow's code counts again. */
    private void own(Handle handle, SeenFlow flow) {
        Fields fields = new Fields();
        String json = Settings.ofCode(handle, fields, flow, StoredSchedule.DEFAULT);
        if (fields.errors().isEmpty()) {
            changes.registered(handle, flow.id(), Optional.of(ScheduleJson.read(json)));
        }
    }
}
