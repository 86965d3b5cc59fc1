package dev.reeve.server.project;

import dev.reeve.server.http.Caller;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.ledger.Catalog;
import dev.reeve.server.ledger.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The projects that somebody sees. What they do not see is not there, so that nobody learns what others call theirs.
 * Thread-safe.
 */
public final class Projects {
    private final Catalog catalog;

    /** Over that catalog. */
    public Projects(Catalog catalog) {
        this.catalog = catalog;
    }

    /** All that they see, by name. */
    public List<Project> of(Caller.OfUser user) {
        return catalog.projects().stream()
                .filter(project -> user.sees(project.name()))
                .toList();
    }

    /**
     * That one.
     *
     * @throws ProblemException 404 if there is none, or they do not see it
     */
    public Project need(Caller.OfUser user, String name) {
        return Optional.of(name)
                .filter(user::sees)
                .flatMap(catalog::project)
                .orElseThrow(() -> ProblemException.notFound("There is no project \"" + name + "\"."));
    }

    /**
     * Their names by number: of that project, or of all that they see if none is said.
     *
     * @throws ProblemException 404 if there is no such project, or they do not see it
     */
    public Map<Integer, String> names(Caller.OfUser user, Optional<String> name) {
        Map<Integer, String> names = new LinkedHashMap<>();
        name.map(one -> List.of(need(user, one)))
                .orElseGet(() -> of(user))
                .forEach(project -> names.put(project.id(), project.name()));
        return names;
    }

    /** The one with that number, if they see it. */
    public Optional<Project> find(Caller.OfUser user, int id) {
        return catalog.project(id).filter(project -> user.sees(project.name()));
    }

    /** Whether there is one of that name. */
    public boolean exists(String name) {
        return catalog.project(name).isPresent();
    }
}
