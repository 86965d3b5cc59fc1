package dev.reeve.server.project;

import dev.reeve.api.NewProject;
import dev.reeve.api.Page;
import dev.reeve.api.Project;
import dev.reeve.api.ProjectChange;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Projects: what flows belong to. */
public final class ProjectRoutes {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private final Jdbi database;
    private final Projects projects;

    /** Over that database. */
    public ProjectRoutes(Jdbi database, Projects projects) {
        this.database = database;
        this.projects = projects;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/projects", this::list),
                Route.post("/projects", this::create),
                Route.get("/projects/{project}", this::show),
                Route.patch("/projects/{project}", this::change),
                Route.delete("/projects/{project}", this::delete));
    }

    /** As it goes over the wire. */
    public static Project wire(dev.reeve.server.ledger.Project project) {
        return new Project(Integer.toString(project.id()), project.name(), project.description(), project.createdAt());
    }

    private Answer list(Request request) {
        return Answer.ok(new Page<>(
                projects.of(request.user()).stream().map(ProjectRoutes::wire).toList(), null));
    }

    private Answer show(Request request) {
        return Answer.ok(wire(projects.need(request.user(), request.path("project"))));
    }

    private Answer create(Request request) {
        NewProject wanted = request.body(NewProject.class);
        new Fields()
                .name("/name", wanted.name(), LONGEST_NAME)
                .text("/description", wanted.description(), LONGEST_DESCRIPTION)
                .done();
        database.useTransaction(handle -> {
            int made = handle.createUpdate(
                            "insert into project (name, description) values (:name, :description) on conflict do nothing")
                    .bind("name", wanted.name())
                    .bind("description", wanted.description())
                    .execute();
            if (made == 0) {
                throw ProblemException.conflict("taken", "There is a project \"" + wanted.name() + "\" already.");
            }
            Audit.log(handle, request, "project.create", wanted.name());
        });
        return Answer.created(wire(projects.need(request.user(), wanted.name())));
    }

    private Answer change(Request request) {
        ProjectChange wanted = request.body(ProjectChange.class);
        new Fields()
                .text("/description", wanted.description(), LONGEST_DESCRIPTION)
                .done();
        dev.reeve.server.ledger.Project project = projects.need(request.user(), request.path("project"));
        String description = wanted.description();
        if (description != null) {
            database.useTransaction(handle -> {
                handle.execute("update project set description = ? where id = ?", description, project.id());
                Audit.log(handle, request, "project.change", project.name() + ": description");
            });
        }
        return Answer.ok(wire(projects.need(request.user(), project.name())));
    }

    private Answer delete(Request request) {
        dev.reeve.server.ledger.Project project = projects.need(request.user(), request.path("project"));
        database.useTransaction(handle -> {
            // flows are registered into a project that is there: whoever comes second waits and finds the other
            handle.createQuery("select id from project where id = :id for update")
                    .bind("id", project.id())
                    .mapTo(Integer.class)
                    .findOne();
            if (hasFlows(handle, project.id())) {
                throw ProblemException.conflict(
                        "not-empty", "Project \"" + project.name() + "\" has flows, so it was not deleted.");
            }
            handle.createUpdate("delete from project where id = :id")
                    .bind("id", project.id())
                    .execute();
            handle.createUpdate("update api_key set revoked_at = now() where project = :name and revoked_at is null")
                    .bind("name", project.name())
                    .execute();
            Audit.log(handle, request, "project.delete", project.name());
        });
        return Answer.DONE;
    }

    private static boolean hasFlows(Handle handle, int project) {
        return handle.createQuery("select exists (select from flow where project_id = :id)")
                .bind("id", project)
                .mapTo(Boolean.class)
                .one();
    }
}
