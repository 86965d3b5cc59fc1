package dev.reeve.cluster;

import dev.reeve.graph.Body;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RemoteCalls;
import dev.reeve.spi.RemoteValue;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** The workers of a cluster, as one run asks for them. Thread-safe. */
final class ClusterCalls implements RemoteCalls {
    private final Supplier<Driver> driver;
    private final Placement placement;
    private final Caller caller;
    private final SentFunctions functions;

    /** {@code driver} joins the cluster if need be. */
    ClusterCalls(Supplier<Driver> driver, Placement placement, Caller caller) {
        this.driver = driver;
        this.placement = placement;
        this.caller = caller;
        this.functions = caller.functions();
    }

    /**
     * Functions of tasks, children and turns of loops. What a resource opens is in this process, and so is what takes it; a
     * part of it travels.
     */
    @Override
    public boolean concerns(FlowGraph graph, GraphNode node) {
        boolean calls = node.kind() == Kind.TASK || node.kind() == Kind.MAP || node.kind() == Kind.LOOP;
        return calls
                && node.body() instanceof Serializable
                && node.inputs().stream().noneMatch(input -> takesResource(graph, input));
    }

    private static boolean takesResource(FlowGraph graph, Input input) {
        return switch (input) {
            case Input.FromNode i -> graph.node(i.node()).kind() == Kind.OPEN;
            case Input.All i -> i.parts().stream().anyMatch(part -> takesResource(graph, part));
            case Input.Flat i -> takesResource(graph, i.lists());
            case Input.When i -> takesResource(graph, i.source());
            case Input.Each i -> takesResource(graph, i.list());
            case Input.Part i -> false;
            case Input.Equal i -> false;
            case Input.Constant i -> false;
            case Input.FromParameter i -> false;
            case Input.Element i -> false;
            case Input.Context i -> false;
            case Input.FromSecret i -> false;
        };
    }

    @Override
    public void check(FlowGraph graph) {
        for (GraphNode node : graph.nodes()) {
            if (concerns(graph, node) && node.body() != null) {
                check(graph, node, node.body());
            }
        }
        Objects.requireNonNull(driver.get(), "the cluster"); // joins it, or says why it cannot
    }

    private static void check(FlowGraph graph, GraphNode node, Body body) {
        String task = "task \"" + node.name() + "\" of flow \"" + graph.name() + "\" cannot be sent to a cluster: ";
        try {
            Wire.bytes(body);
            if (node.settings().serializer() != null) {
                SerializerShape.of(node.settings().serializer());
            }
        } catch (NotSerializableException e) {
            throw new IllegalArgumentException(
                    task + "its function " + node.function().text() + " brings along a " + e.getMessage()
                            + ", which is not serializable. Let that class implement java.io.Serializable, or have the"
                            + " task make what it needs. Nothing was run.",
                    e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(task + e.getMessage() + " Nothing was run.", e);
        }
    }

    @Override
    public boolean crowded() {
        return placement.crowded();
    }

    @Override
    public int free(Map<String, Integer> requires) {
        return placement.free(requires);
    }

    @Override
    public Reply take(Map<String, Integer> requires, List<RemoteValue> inputs) {
        Placement.Reserved reserved = placement.take(requires, local(inputs));
        return reserved == null
                ? new Reply.Missing(placement.why(requires))
                : new Reply.Taken(new WorkerSlot(caller, functions, reserved));
    }

    private static Map<UUID, Long> local(List<RemoteValue> inputs) {
        Map<UUID, Long> local = new HashMap<>(0);
        for (RemoteValue input : inputs) {
            Spot spot = input instanceof HeldResult held ? held.spot() : null;
            if (spot != null) {
                local.merge(spot.worker(), (long) spot.length(), Long::sum);
            }
        }
        return local;
    }

    @Override
    public Listening listen(Runnable change) {
        return placement.listen(change);
    }
}
