package dev.reeve.server.registry;

import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.Catalog;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.project.Projects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Flows as paths name them, of those that whoever asks may see. Thread-safe. */
public final class FlowLookup {
    private final Jdbi database;
    private final Catalog catalog;
    private final Projects projects;

    /** Over that database. */
    public FlowLookup(Jdbi database, Catalog catalog, Projects projects) {
        this.database = database;
        this.catalog = catalog;
        this.projects = projects;
    }

    /**
     * The newest version of the flow in the path.
     *
     * @throws ProblemException 404 if there is none, or they do not see it
     */
    public FlowVersion newest(Request request) {
        return seen(request, find(request.numberIn("flow"), null));
    }

    /**
     * The version in the path.
     *
     * @throws ProblemException 404 if there is none, or they do not see it
     */
    public FlowVersion version(Request request) {
        return seen(request, find(request.numberIn("flow"), request.numberIn("version")));
    }

    /**
     * Another version of the same flow.
     *
     * @throws ProblemException 404 if there is none
     */
    FlowVersion version(FlowVersion seen, int number) {
        return find(seen.flowId(), number)
                .orElseThrow(() -> ProblemException.notFound("The flow has no version " + number + "."));
    }

    /** The name of its project. */
    public String project(Request request, FlowVersion version) {
        return projects.find(request.user(), version.projectId()).orElseThrow().name();
    }

    private Optional<FlowVersion> find(int flow, @Nullable Integer version) {
        return database.withHandle(handle -> handle.createQuery("select id from flow_version where flow_id = :flow"
                                + " and (cast(:version as int) is null or version = :version)"
                                + " order by version desc limit 1")
                        .bind("flow", flow)
                        .bind("version", version)
                        .mapTo(Integer.class)
                        .findOne())
                .flatMap(catalog::version);
    }

    private FlowVersion seen(Request request, Optional<FlowVersion> found) {
        return found.filter(version ->
                        projects.find(request.user(), version.projectId()).isPresent())
                .orElseThrow(() -> ProblemException.notFound("There is no such flow, or no such version of it."));
    }
}
