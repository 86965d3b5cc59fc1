package dev.reeve.server.registry;

import dev.reeve.api.Flow;
import dev.reeve.api.Page;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.Registration;
import dev.reeve.api.VersionChanges;
import dev.reeve.server.auth.Audit;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Catalog;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.project.Projects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Flows: made known, listed, drawn. */
public final class RegistryRoutes {
    private static final int LONGEST_REGISTRATION = 32 << 20;

    private final Jdbi database;
    private final Catalog catalog;
    private final Projects projects;
    private final FlowLookup lookup;
    private final Scheduling scheduling;

    /** Over that database; {@code scheduling} is told of what is registered. */
    public RegistryRoutes(Jdbi database, Catalog catalog, Projects projects, FlowLookup lookup, Scheduling scheduling) {
        this.database = database;
        this.catalog = catalog;
        this.projects = projects;
        this.lookup = lookup;
        this.scheduling = scheduling;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/projects/{project}/flows", this::register).longestBody(LONGEST_REGISTRATION),
                Route.get("/flows", this::list, "project"),
                Route.get("/flows/{flow}", this::show),
                Route.get("/flows/{flow}/versions/{version}/graph", this::graph),
                Route.get("/flows/{flow}/versions/{version}/changes", this::changes, "from"));
    }

    private Answer register(Request request) {
        Project project = projects.need(request.user(), request.path("project"));
        Registration flow = request.body(Registration.class);
        RegistrationCheck.check(flow);
        Fields fields = new Fields();
        scheduling.check(fields, flow);
        fields.done();
        int before = catalog.newest(project.id(), flow.name())
                .map(FlowVersion::version)
                .orElse(0);
        FlowVersion version = catalog.register(project.id(), stored(flow), scheduling::registered);
        boolean created = version.version() > before;
        if (created) {
            String subject = project.name() + "/" + version.flow() + " version " + version.version();
            database.useTransaction(handle -> {
                handle.createUpdate("update flow_version set registered_by = :by where id = :id")
                        .bind("by", request.user().name())
                        .bind("id", version.id())
                        .execute();
                Audit.log(handle, request, "flow.register", subject);
            });
        }
        var answer = new dev.reeve.api.FlowVersion(
                Integer.toString(version.flowId()), version.flow(), project.name(), version.version(), created);
        return created ? Answer.created(answer) : Answer.ok(answer);
    }

    private static dev.reeve.server.ledger.Registration stored(Registration flow) {
        About about = new About(
                flow.bundle().location(),
                flow.bundle().sha256(),
                flow.bundle().entry(),
                flow.bundle().host(),
                flow.description(),
                flow.runName(),
                flow.reeve().version(),
                flow.javaRelease());
        return new dev.reeve.server.ledger.Registration(
                flow.name(),
                flow.structureHash(),
                Structures.of(new RegisteredGraph(flow.nodes(), flow.edges())),
                WireJson.text(flow.parameters()),
                flow.schedule() == null ? null : WireJson.text(flow.schedule()),
                WireJson.text(about),
                flow.labels(),
                flow.readme() == null ? "" : flow.readme());
    }

    private Answer list(Request request) {
        Optional<String> name = request.query("project");
        List<Project> wanted =
                name.isPresent() ? List.of(projects.need(request.user(), name.get())) : projects.of(request.user());
        List<Flow> flows = new ArrayList<>();
        for (Project project : wanted) {
            catalog.flows(project.id()).forEach(version -> flows.add(Flows.flow(version, project.name())));
        }
        return Answer.ok(new Page<>(flows, null));
    }

    private Answer show(Request request) {
        FlowVersion newest = lookup.newest(request);
        return Answer.ok(Flows.flow(newest, lookup.project(request, newest)));
    }

    private Answer graph(Request request) {
        return Answer.ok(Flows.structure(lookup.version(request)));
    }

    /** Against the version before it, if the query names none. */
    private Answer changes(Request request) {
        FlowVersion version = lookup.version(request);
        int from = (int) request.query("from", version.version() - 1L, 0, Integer.MAX_VALUE);
        if (from == 0) {
            return Answer.ok(new VersionChanges(version.version(), null, List.of()));
        }
        FlowVersion before = lookup.version(version, from);
        return Answer.ok(new VersionChanges(version.version(), from, Differences.between(before, version)));
    }
}
