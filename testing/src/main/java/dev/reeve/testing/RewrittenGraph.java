package dev.reeve.testing;

import dev.reeve.Flow;
import dev.reeve.engine.run.Launch;
import dev.reeve.graph.Body;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import dev.reeve.graph.NodeSettings;
import dev.reeve.state.StateChange;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A flow's graph in which each function is watched, or gives way to a fake; the flow is the same else, so its results and
 * records are, too.
 *
 * @param fakes for functions of flows that are only made while the flow runs
 * @param keeps whether all results stay in the run, for the test to look at
 */
record RewrittenGraph(
        Map<String, Behaviour> behaviours, List<FakedFunction> fakes, ObservedBody.Scene scene, boolean keeps) {
    private static final Behaviour ITS_OWN = new Behaviour(null, List.of(), List.of());

    FlowGraph of(FlowGraph graph) {
        return of(graph, "", false);
    }

    /** {@code made}: whether it was not known before the flow ran. */
    private FlowGraph of(FlowGraph graph, String prefix, boolean made) {
        if (made) {
            scene.seen().add(graph);
        }
        List<GraphNode> nodes = graph.nodes().stream()
                .map(node -> changed(node, prefix, made ? new Observations.Place(node, graph) : null))
                .toList();
        FlowGraph.Outcome outcome = FlowGraph.of(
                graph.name(),
                graph.description(),
                graph.runName(),
                graph.parameters(),
                nodes,
                graph.referenceNodes(),
                graph.result());
        FlowGraph whole = switch (outcome) {
            case FlowGraph.Outcome.Sound sound -> sound.graph();
            case FlowGraph.Outcome.Cyclic cyclic ->
                throw new IllegalStateException("a cycle that was none before: " + cyclic.cycle());
        };
        return graph.drawn().equals(graph) ? whole : whole.drawnAs(graph.drawn());
    }

    /** {@code place}: where it is in a flow that was made; null if it is in none. */
    private GraphNode changed(GraphNode node, String prefix, Observations.@Nullable Place place) {
        boolean made = place != null;
        String path = prefix + node.name();
        Body body = node.body();
        FlowGraph block = node.block();
        return new GraphNode(
                node.index(),
                node.name(),
                node.baseName(),
                node.kind(),
                node.inputs(),
                node.after(),
                node.guards(),
                node.scopes(),
                settings(node.settings()),
                node.function(),
                body == null
                        ? null
                        : new ObservedBody(
                                new ObservedBody.Watched(body, path),
                                behaviour(node, path, made),
                                scene,
                                place,
                                returned(node, path)),
                node.hasValue(),
                block == null ? null : of(block, path + "/", made));
    }

    private Behaviour behaviour(GraphNode node, String path, boolean made) {
        Behaviour behaviour = behaviours.getOrDefault(path, ITS_OWN);
        if (!made || behaviour.fake() != null) {
            return behaviour;
        }
        Fake last = null;
        for (FakedFunction faked : fakes) {
            last = faked.function().isIn(node) ? faked.fake() : last;
        }
        return new Behaviour(last, behaviour.failures(), behaviour.delays());
    }

    /** What is made of what a function returned: the flow that a dynamic task makes is one to be watched, too. */
    private UnaryOperator<@Nullable Object> returned(GraphNode node, String path) {
        if (node.kind() != Kind.DYNAMIC) {
            return result -> result;
        }
        return result ->
                result instanceof Flow flow ? new Launch(of(flow.graph(), path + "/", true), Map.of(), false) : result;
    }

    private NodeSettings settings(NodeSettings settings) {
        return new NodeSettings(
                settings.policy(),
                settings.backoff(),
                alive(settings.retryOn()),
                settings.timeout(),
                settings.trigger(),
                settings.tags(),
                settings.target(),
                settings.targetIgnoresInputs(),
                settings.cacheFor(),
                settings.sharedCache(),
                settings.cachedBy(),
                settings.requires(),
                settings.keep() || keeps,
                settings.checkpoint(),
                settings.serializer(),
                settings.version(),
                settings.reads(),
                settings.produces(),
                handlers(settings.handlers()),
                settings.manner());
    }

    /** What is asked of a lost process is not asked of the user's code. */
    private @Nullable Predicate<Throwable> alive(@Nullable Predicate<Throwable> retried) {
        return retried == null ? null : thrown -> !scene.life().isLost() && retried.test(thrown);
    }

    private NodeSettings.Handlers handlers(NodeSettings.Handlers handlers) {
        return handlers.isEmpty()
                ? handlers
                : new NodeSettings.Handlers(
                        alive(handlers.onStateChange()), alive(handlers.onRetry()), alive(handlers.onFailure()));
    }

    private List<Consumer<StateChange>> alive(List<Consumer<StateChange>> handlers) {
        return handlers.stream()
                .map(handler -> Requests.alive(handler, scene.life()))
                .toList();
    }
}
