package dev.reeve.server.run;

import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.InnerRun;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.project.Projects;
import java.util.Optional;
import java.util.UUID;

/** A run that whoever asks may see, and the name of its project. */
public record Seen(RunView run, String project) {
    /**
     * That run.
     *
     * @throws ProblemException 404 if there is none, or they do not see its project
     */
    public static Seen of(Request request, Runs runs, Projects projects, UUID id) {
        Optional<RunView> run = runs.find(id);
        Optional<Project> project = run.flatMap(found -> projects.find(request.user(), found.project()));
        if (run.isEmpty() || project.isEmpty()) {
            throw ProblemException.notFound("There is no run " + id + ".");
        }
        return new Seen(run.get(), project.get().name());
    }

    /**
     * The same, if it is a run by itself: one that a task of another is lives and dies with that.
     *
     * @param done what is to be done to it
     * @throws ProblemException 409 if it is a part; names the run around it
     */
    public Seen whole(String done) {
        InnerRun.Place place = run.inner();
        if (place != null) {
            throw ProblemException.conflict(
                    "inner-run",
                    "Run \"" + run.name() + "\" is part of run " + place.root()
                            + ", with which it begins and ends, so only" + " that can be " + done + ".");
        }
        return this;
    }
}
