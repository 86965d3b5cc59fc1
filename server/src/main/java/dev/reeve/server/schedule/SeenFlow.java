package dev.reeve.server.schedule;

import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.project.Projects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A flow that whoever asks may see. */
record SeenFlow(int id, String name, String project) {
    private record Found(int id, String name, int project) {}

    /**
     * The one that the path names.
     *
     * @throws ProblemException 404 if there is none, or they do not see its project
     */
    static SeenFlow of(Handle handle, Request request, Projects projects) {
        return find(handle, request, projects, request.numberIn("flow"));
    }

    static SeenFlow find(Handle handle, Request request, Projects projects, int id) {
        Optional<Found> found = handle.createQuery("select id, name, project_id from flow where id = ?")
                .bind(0, id)
                .map((row, context) -> new Found(row.getInt(1), row.getString(2), row.getInt(3)))
                .findOne();
        Optional<Project> project = found.flatMap(flow -> projects.find(request.user(), flow.project()));
        if (found.isEmpty() || project.isEmpty()) {
            throw ProblemException.notFound("There is no such flow.");
        }
        return new SeenFlow(id, found.get().name(), project.get().name());
    }
}
