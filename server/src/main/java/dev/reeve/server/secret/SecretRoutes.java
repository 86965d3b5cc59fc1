package dev.reeve.server.secret;

import dev.reeve.api.NewSecret;
import dev.reeve.api.Page;
import dev.reeve.api.Problem;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.project.Projects;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Secrets: people set and delete them and see their names; their values go to the runners of runs, and nowhere else. */
public final class SecretRoutes {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 64 << 10;
    private static final int LONGEST_BODY = 512 << 10;

    private final Jdbi database;
    private final Projects projects;
    private final SecretStore secrets;
    private final Holding holding;

    /** Knows whose run it is. */
    @FunctionalInterface
    public interface Holding {
        /**
         * The project of the run that the runner holds.
         *
         * @throws ProblemException if it does not hold it any more
         */
        int project(Caller.OfRunner runner);
    }

    /** Over that database. */
    public SecretRoutes(Jdbi database, Projects projects, Seal seal, Holding holding) {
        this.database = database;
        this.projects = projects;
        this.secrets = new SecretStore(seal);
        this.holding = holding;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/secrets", this::listOfAll),
                Route.post("/secrets", this::setForAll).longestBody(LONGEST_BODY),
                Route.delete("/secrets/{name}", this::deleteForAll),
                Route.get("/projects/{project}/secrets", this::list),
                Route.post("/projects/{project}/secrets", this::set).longestBody(LONGEST_BODY),
                Route.delete("/projects/{project}/secrets/{name}", this::delete),
                Route.get("/runs-in-hand/{run}/secrets/{name}", this::tell));
    }

    private Project project(Request request) {
        return projects.need(request.user(), request.path("project"));
    }

    private Answer listOfAll(Request request) {
        return Answer.ok(new Page<>(database.withHandle(handle -> SecretStore.list(handle, null, null)), null));
    }

    private Answer list(Request request) {
        Project project = project(request);
        return Answer.ok(new Page<>(
                database.withHandle(handle -> SecretStore.list(handle, project.id(), project.name())), null));
    }

    private Answer setForAll(Request request) {
        return set(request, null);
    }

    private Answer set(Request request) {
        return set(request, project(request));
    }

    private Answer set(Request request, @Nullable Project project) {
        NewSecret wanted = request.body(NewSecret.class);
        Fields fields =
                new Fields().name("/name", wanted.name(), LONGEST_NAME).text("/value", wanted.value(), LONGEST_VALUE);
        if (wanted.value().isEmpty()) {
            fields.wrong("/value", "is empty.");
        }
        fields.done();
        Integer id = project == null ? null : (Integer) project.id();
        database.useTransaction(handle -> {
            if (!secrets.set(
                    handle, id, wanted.name(), wanted.value(), request.user().name())) {
                throw ProblemException.notFound("There is no such project any more.");
            }
            Audit.log(handle, request, "secret.set", shown(project, wanted.name()));
        });
        return Answer.DONE;
    }

    private Answer deleteForAll(Request request) {
        return delete(request, null);
    }

    private Answer delete(Request request) {
        return delete(request, project(request));
    }

    private Answer delete(Request request, @Nullable Project project) {
        String name = request.path("name");
        Integer id = project == null ? null : (Integer) project.id();
        database.useTransaction(handle -> {
            if (!SecretStore.delete(handle, id, name)) {
                throw ProblemException.notFound("There is no secret \"" + name + "\""
                        + (project == null ? " of all projects." : " of project \"" + project.name() + "\"."));
            }
            Audit.log(handle, request, "secret.delete", shown(project, name));
        });
        return Answer.DONE;
    }

    private static String shown(@Nullable Project project, String name) {
        return project == null ? name : project.name() + "/" + name;
    }

    private Answer tell(Request request) {
        Caller.OfRunner runner = request.runner();
        if (!runner.run().toString().equals(request.path("run"))) {
            throw ProblemException.of(403, "This is the key of another run.");
        }
        String name = request.path("name");
        int project = holding.project(runner);
        try {
            return Answer.ok(database.withHandle(handle -> secrets.find(handle, project, name))
                    .orElseThrow(() -> ProblemException.of(
                            404, Problem.NO_SECRET, "The server knows no secret \"" + name + "\" for this run.")));
        } catch (SealException e) {
            throw ProblemException.conflict(
                    "sealed", "The secret \"" + name + "\" cannot be opened: " + e.getMessage() + ". Set it again.");
        }
    }
}
