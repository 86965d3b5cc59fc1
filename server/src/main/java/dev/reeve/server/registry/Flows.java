package dev.reeve.server.registry;

import dev.reeve.api.Bundle;
import dev.reeve.api.Flow;
import dev.reeve.api.FlowStructure;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.server.ledger.FlowVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What the ledger keeps of flows, as wire records. */
public final class Flows {
    private Flows() {}

    static About about(FlowVersion version) {
        return WireJson.read(version.bundle(), new TypeReference<About>() {});
    }

    /** Where its code is. */
    public static Bundle bundle(FlowVersion version) {
        return about(version).bundle();
    }

    /** What a run of it can be given. */
    public static List<RegisteredParameter> parameters(FlowVersion version) {
        return WireJson.read(version.parameters(), new TypeReference<List<RegisteredParameter>>() {});
    }

    /** Template of the names of its runs; null: it has none. */
    public static @Nullable String runName(FlowVersion version) {
        return about(version).runName();
    }

    static Flow flow(FlowVersion version, String project) {
        About about = about(version);
        @Nullable
        Map<String, Object> schedule = version.schedule() == null ? null : WireJson.object(version.schedule());
        return new Flow(
                Integer.toString(version.flowId()),
                version.flow(),
                project,
                about.description(),
                version.version(),
                version.structureHash(),
                parameters(version),
                schedule,
                version.labels(),
                version.readme(),
                about.bundle(),
                version.createdAt());
    }

    /** Its nodes, and what depends on what. */
    public static RegisteredGraph graph(FlowVersion version) {
        FlowStructure structure = structure(version);
        return new RegisteredGraph(structure.nodes(), structure.edges());
    }

    /** The same with its hash. */
    public static FlowStructure structure(FlowVersion version) {
        List<RegisteredNode> nodes = new ArrayList<>();
        List<RegisteredEdge> edges = new ArrayList<>();
        for (Node task : version.structure().tasks()) {
            for (Upstream upstream : task.upstreams()) {
                edges.add(new RegisteredEdge(
                        upstream.task(), nodes.size(), upstream.kind().name()));
            }
            nodes.add(WireJson.read(task.more(), new TypeReference<RegisteredNode>() {}));
        }
        return new FlowStructure(version.structureHash(), nodes, edges);
    }
}
