package dev.reeve.server.run;

import dev.reeve.api.Event;
import dev.reeve.api.Provenance;
import dev.reeve.api.ProvenanceInput;
import dev.reeve.graph.EdgeKind;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.JournalLine;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.ledger.TaskView;
import dev.reeve.server.project.Projects;
import dev.reeve.server.registry.Flows;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the result of a task run was made from: references and checksums, never values of results. */
public final class ProvenanceRoutes {
    private static final int MOST_CHILDREN = 100;
    private static final int ALL = -2;

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;

    /** Over that ledger. */
    public ProvenanceRoutes(Ledger ledger, Projects projects, Runs runs) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/flow-runs/{run}/task-runs/provenance", this::provenance, "node", "child"));
    }

    @SuppressWarnings("NullAway") // the record says the same, but deep within its type, where that is not seen
    private Answer provenance(Request request) {
        RunView run = Seen.of(request, runs, projects, request.idIn("run")).run();
        FlowVersion version = runs.version(run);
        List<FlowStructure.Node> nodes = version.structure().tasks();
        if (request.query("node").isEmpty()) {
            throw ProblemException.invalid("", "The query's \"node\" is missing: the task's place.");
        }
        int place = (int) request.query("node", 0, 0, Integer.MAX_VALUE);
        int child = (int) request.query("child", -1, -1, Integer.MAX_VALUE);
        if (place >= nodes.size() || (child >= 0 && !nodes.get(place).mapped())) {
            throw ProblemException.notFound("The flow has no such task.");
        }
        FlowStructure.Node node = nodes.get(place);
        Optional<TaskView> task = one(run, new TaskKey(place, child));
        @Nullable
        Event stored = stored(run, place, child, 1).stream().findFirst().orElse(null);
        List<ProvenanceInput> inputs = new ArrayList<>();
        node.upstreams().forEach(upstream -> inputs.addAll(inputs(run, nodes, upstream, child)));
        return Answer.ok(new Provenance(
                run.id().toString(),
                place,
                child,
                node.name(),
                States.json(task.map(TaskView::state).orElse(State.Pending.NOW)),
                task.map(TaskView::result).orElse(null),
                stored == null ? null : stored.hash(),
                Flows.bundle(version),
                version.version(),
                WireJson.object(run.parameters()),
                inputs,
                node.reads(),
                node.produces()));
    }

    private List<ProvenanceInput> inputs(
            RunView run, List<FlowStructure.Node> nodes, FlowStructure.Upstream upstream, int child) {
        FlowStructure.Node above = nodes.get(upstream.task());
        boolean sameChild = upstream.kind() == EdgeKind.EACH && child >= 0;
        int index = !above.mapped() ? -1 : sameChild ? child : ALL;
        List<Event> stored = stored(run, upstream.task(), index, MOST_CHILDREN + 1);
        List<TaskView> tasks = index == ALL
                ? ledger.runs().tasks(run.id(), upstream.task(), Set.of(), null, MOST_CHILDREN + 1)
                : one(run, new TaskKey(upstream.task(), index)).stream().toList();
        return tasks.stream()
                .filter(task -> index != ALL || task.key().child() || tasks.size() == 1)
                .limit(MOST_CHILDREN)
                .map(task -> new ProvenanceInput(
                        task.key().task(),
                        task.key().index(),
                        above.name(),
                        upstream.kind().name(),
                        task.state().name(),
                        task.result(),
                        stored.stream()
                                .filter(event -> event.child() == task.key().index())
                                .map(Event::hash)
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private Optional<TaskView> one(RunView run, TaskKey key) {
        TaskKey before = new TaskKey(key.task(), key.index() - 1);
        return ledger.runs().tasks(run.id(), key.task(), Set.of(), before, 1).stream()
                .filter(task -> task.key().equals(key))
                .findFirst();
    }

    private List<Event> stored(RunView run, int task, int index, int most) {
        List<JournalLine> lines = ledger.history().stored(run.id(), task, index, most);
        return lines.stream().map(Told::event).toList();
    }
}
