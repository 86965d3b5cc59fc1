package dev.reeve.server.hook;

import dev.reeve.api.ChannelKind;
import dev.reeve.api.CreatedHook;
import dev.reeve.api.HookTarget;
import dev.reeve.api.NewHook;
import dev.reeve.api.Page;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.project.Projects;
import dev.reeve.server.secret.Seal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Hooks: who is told what becomes of the runs of a project. */
public final class HookRoutes {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SPAN = 366 * 86_400;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Those that runs of flows get into while somebody has them, or nobody will any more. */
    static final List<String> STATES = List.of(
            "Running",
            "Paused",
            "Cancelling",
            "Success",
            "Skipped",
            "Failed",
            "TimedOut",
            "TriggerFailed",
            "Crashed",
            "Cancelled");

    private final Jdbi database;
    private final Projects projects;
    private final HookStore hooks;
    private final Deliveries deliveries;

    /** Over that database. */
    public HookRoutes(Jdbi database, Projects projects, Seal seal, Deliveries deliveries) {
        this.database = database;
        this.projects = projects;
        this.hooks = new HookStore(seal);
        this.deliveries = deliveries;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/projects/{project}/hooks", this::list),
                Route.post("/projects/{project}/hooks", this::create),
                Route.delete("/hooks/{hook}", this::delete),
                Route.post("/hooks/{hook}/test", this::test),
                Route.post("/hooks/{hook}/enable", this::enable),
                Route.get("/hooks/{hook}/deliveries", this::told, "limit"));
    }

    private Answer list(Request request) {
        Project project = projects.need(request.user(), request.path("project"));
        return Answer.ok(new Page<>(
                database.withHandle(handle -> HookStore.list(handle, project.id())).stream()
                        .map(HookRow::wire)
                        .toList(),
                null));
    }

    private Answer create(Request request) {
        Project project = projects.need(request.user(), request.path("project"));
        NewHook wanted = request.body(NewHook.class);
        check(wanted);
        HookTarget target = signed(wanted.target());
        HookRow made = database.inTransaction(handle -> {
            boolean there = handle.createQuery("select id from project where id = ? for key share")
                    .bind(0, project.id())
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (!there) {
                throw ProblemException.notFound("There is no such project any more.");
            }
            Integer flow = wanted.flow() == null ? null : flow(handle, project, wanted.flow());
            HookRow row = hooks.create(
                            handle,
                            project.id(),
                            flow,
                            wanted,
                            target,
                            request.user().name())
                    .orElseThrow(() -> ProblemException.conflict(
                            "taken",
                            "Project \"" + project.name() + "\" has a hook \"" + wanted.name() + "\" already."));
            Audit.log(handle, request, "hook.create", project.name() + "/" + wanted.name());
            return row;
        });
        boolean shown = wanted.target().signingKey() == null;
        return Answer.created(new CreatedHook(made.wire(), shown ? target.signingKey() : null));
    }

    private static Integer flow(Handle handle, Project project, String name) {
        return HookStore.flow(handle, project.id(), name)
                .orElseThrow(
                        () -> ProblemException.invalid("/flow", "is no flow of project \"" + project.name() + "\"."));
    }

    private static void check(NewHook wanted) {
        Fields fields = new Fields().name("/name", wanted.name(), LONGEST_NAME);
        for (int i = 0; i < wanted.states().size(); i++) {
            if (!STATES.contains(wanted.states().get(i))) {
                fields.wrong("/states/" + i, "must be one of " + String.join(", ", STATES) + ".");
            }
        }
        if (wanted.states().size() > STATES.size()) {
            fields.wrong("/states", "names a state more than once.");
        }
        span(fields, "/lateAfterSeconds", wanted.lateAfterSeconds());
        span(fields, "/longAfterSeconds", wanted.longAfterSeconds());
        boolean tells = !wanted.states().isEmpty()
                || wanted.lateAfterSeconds() != null
                || wanted.longAfterSeconds() != null
                || wanted.agentLost()
                || wanted.missedSchedule();
        if (!tells) {
            fields.wrong("/states", "is empty, and nothing else is to be told either.");
        }
        Addressed.check(wanted.target(), fields);
        fields.done();
    }

    private static void span(Fields fields, String pointer, @Nullable Integer seconds) {
        if (seconds != null && (seconds < 1 || seconds > LONGEST_SPAN)) {
            fields.wrong(pointer, "must be from 1 to " + LONGEST_SPAN + ".");
        }
    }

    /** Webhooks are always signed. */
    private static HookTarget signed(HookTarget target) {
        if (target.kind() != ChannelKind.WEBHOOK || target.signingKey() != null || target.url() == null) {
            return target;
        }
        byte[] key = new byte[24];
        RANDOM.nextBytes(key);
        return HookTarget.webhook(target.url(), "whsec_" + Base64.getEncoder().encodeToString(key));
    }

    /** Of a project that they see. */
    private HookRow need(Request request) {
        return need(database, request);
    }

    static HookRow need(Jdbi database, Request request) {
        UUID id = request.idIn("hook");
        return database.withHandle(handle -> HookStore.find(handle, id))
                .filter(hook -> request.user().sees(hook.wire().project()))
                .orElseThrow(() -> ProblemException.notFound("There is no hook with that id."));
    }

    private Answer delete(Request request) {
        HookRow hook = need(request);
        database.useTransaction(handle -> {
            HookStore.delete(handle, hook.id());
            Audit.log(handle, request, "hook.delete", shown(hook));
        });
        return Answer.DONE;
    }

    private static String shown(HookRow hook) {
        return hook.wire().project() + "/" + hook.wire().name();
    }

    private Answer enable(Request request) {
        HookRow hook = need(request);
        database.useTransaction(handle -> {
            HookStore.enable(handle, hook.id());
            Audit.log(handle, request, "hook.enable", shown(hook));
        });
        return Answer.ok(need(request).wire());
    }

    private Answer test(Request request) {
        HookRow hook = need(request);
        HookEvent sample = database.withHandle(handle -> HookStore.test(handle, hook.id()));
        deliveries.test(hook, sample);
        return Answer.ok(database.withHandle(handle -> HookStore.events(handle, hook.id(), 1_000)).stream()
                .filter(event -> event.id().equals(sample.id()))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The hook was deleted meanwhile."))
                .wire());
    }

    private Answer told(Request request) {
        HookRow hook = need(request);
        int most = (int) request.query("limit", 50, 1, 1_000);
        return Answer.ok(new Page<>(
                database.withHandle(handle -> HookStore.events(handle, hook.id(), most)).stream()
                        .map(HookEvent::wire)
                        .toList(),
                null));
    }
}
