package dev.reeve.server.registry;

import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.state.SkipRule;
import java.util.ArrayList;
import java.util.List;

/** Graphs as they are told, as the ledger keeps them. */
public final class Structures {
    private Structures() {}

    /**
     * A graph of a flow that a task runs.
     *
     * @param at the pointer to it
     * @throws dev.reeve.server.http.ProblemException 422 with all that is wrong
     */
    public static FlowStructure checked(RegisteredGraph graph, String at) {
        RegistrationCheck.check(graph, at);
        return of(graph);
    }

    /** A graph that was checked. */
    static FlowStructure of(RegisteredGraph graph) {
        List<List<Upstream>> upstreams = new ArrayList<>();
        graph.nodes().forEach(node -> upstreams.add(new ArrayList<>()));
        for (RegisteredEdge edge : graph.edges()) {
            upstreams.get(edge.to()).add(new Upstream(edge.from(), EdgeKind.valueOf(edge.kind())));
        }
        List<Node> nodes = new ArrayList<>();
        for (RegisteredNode node : graph.nodes()) {
            nodes.add(new Node(
                    node.name(),
                    Kind.valueOf(node.kind()),
                    node.retries(),
                    SkipRule.valueOf(node.skipRule()),
                    node.reference(),
                    upstreams.get(nodes.size()),
                    WireJson.text(node),
                    node.reads(),
                    node.produces()));
        }
        return new FlowStructure(nodes);
    }
}
