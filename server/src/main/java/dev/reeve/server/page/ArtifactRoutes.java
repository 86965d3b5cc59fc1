package dev.reeve.server.page;

import dev.reeve.api.ArtifactInfo;
import dev.reeve.api.Page;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.ArtifactReader;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.KeptArtifact;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.project.Projects;
import dev.reeve.server.run.Runs;
import dev.reeve.server.run.Seen;
import java.util.List;

/** What tasks kept for people: listed, and one by one. No content is ever shown by a browser as a page of ours. */
public final class ArtifactRoutes {
    private static final int LONGEST_PAGE = 500;

    private final Ledger ledger;
    private final Projects projects;
    private final Runs runs;

    /** Over that ledger. */
    public ArtifactRoutes(Ledger ledger, Projects projects, Runs runs) {
        this.ledger = ledger;
        this.projects = projects;
        this.runs = runs;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/flow-runs/{run}/artifacts", this::list, "limit", "cursor"),
                Route.get("/flow-runs/{run}/artifacts/content", this::content, "node", "child", "name"));
    }

    private Answer list(Request request) {
        Seen seen = Seen.of(request, runs, projects, request.idIn("run"));
        int most = (int) request.query("limit", 100, 1, LONGEST_PAGE);
        long after = request.query("cursor", 0, 0, Integer.MAX_VALUE);
        List<FlowStructure.Node> nodes = runs.version(seen.run()).structure().tasks();
        List<ArtifactReader.Line> found = ledger.artifacts().lines(seen.run().id(), (int) after, most + 1);
        List<ArtifactInfo> page = found.stream()
                .limit(most)
                .map(line -> new ArtifactInfo(
                        line.key().task(),
                        line.key().index(),
                        name(nodes, line.key().task()),
                        line.name(),
                        line.kind(),
                        line.size(),
                        line.at()))
                .toList();
        return Answer.ok(new Page<>(page, found.size() > most ? Long.toString(after + most) : null));
    }

    /** Of a task that a run within a run no longer has, its flow being another one by now, nothing. */
    private static String name(List<FlowStructure.Node> nodes, int task) {
        return task < nodes.size() ? nodes.get(task).name() : "";
    }

    private Answer content(Request request) {
        Seen seen = Seen.of(request, runs, projects, request.idIn("run"));
        TaskKey key = new TaskKey((int) request.query("node", 0, 0, Integer.MAX_VALUE), (int)
                request.query("child", -1, -1, Integer.MAX_VALUE));
        String name = request.query("name")
                .orElseThrow(() -> ProblemException.invalid("", "The query's \"name\" is missing."));
        KeptArtifact artifact = ledger.artifacts()
                .one(seen.run().id(), key, name)
                .orElseThrow(() -> ProblemException.notFound("The task kept no artifact of that name."));
        return ArtifactContent.of(artifact).answer();
    }
}
