package dev.reeve.agent;

import dev.reeve.Flow;
import dev.reeve.api.Bundle;
import dev.reeve.api.JsonType;
import dev.reeve.api.ReeveVersion;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.Registration;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.record.ParameterRecords;
import dev.reeve.engine.record.RecordedParameter;
import dev.reeve.engine.record.StructureHash;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.schedule.Schedule;
import dev.reeve.schedule.ScheduleException;
import dev.reeve.schedule.ScheduleJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Makes of a flow what a server is told of it: structure and parameters, but no code and no constants. */
public final class Registrations {
    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> DECIMAL =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);

    private Registrations() {}

    /**
     * The registration of that flow.
     *
     * @param labels what an agent must have to run it
     * @param readme Markdown for people; empty for none
     * @param version the release of Reeve
     * @throws IllegalArgumentException if its schedule is not data only: a server has no code of yours
     */
    @SuppressWarnings(
            "NullAway") // the record says the same of its schedule, but deep within a type, where that is not seen
    public static Registration of(Flow flow, Bundle bundle, List<String> labels, String readme, String version) {
        RegisteredGraph graph = graph(flow.graph());
        return new Registration(
                flow.name(),
                flow.description(),
                StructureHash.of(flow.graph()),
                graph.nodes(),
                graph.edges(),
                parameters(flow.graph()),
                flow.schedule().map(schedule -> schedule(flow, schedule)).orElse(null),
                labels,
                flow.graph().runName().isEmpty() ? null : flow.graph().runName(),
                readme.isEmpty() ? null : readme,
                bundle,
                new ReeveVersion(version),
                String.valueOf(Runtime.version().feature()));
    }

    /** As JSON; values of parameters as the JSON serializer writes them. */
    private static Map<String, @Nullable Object> schedule(Flow flow, Schedule schedule) {
        try {
            String text = ScheduleJson.write(schedule, Registrations::plain);
            return ServerJson.MAPPER.readValue(text, new TypeReference<>() {});
        } catch (ScheduleException e) {
            throw new IllegalArgumentException(
                    "Flow \"" + flow.name() + "\" cannot be registered with its schedule: " + e.getMessage(), e);
        }
    }

    private static Object plain(Object value) {
        try {
            byte[] json = Serializers.json().toBytes(value, value.getClass());
            return ServerJson.MAPPER.readValue(json, Object.class);
        } catch (Exception unwritable) { // whatever the serializer throws; the schedule says where the value stands
            return value;
        }
    }

    /** What a flow looks like. */
    static RegisteredGraph graph(FlowGraph graph) {
        BitSet references = new BitSet();
        graph.referenceNodes().forEach(references::set);
        List<RegisteredNode> nodes = new ArrayList<>(graph.nodes().size());
        List<RegisteredEdge> edges = new ArrayList<>();
        Edges all = graph.edges();
        for (GraphNode node : graph.nodes()) {
            nodes.add(node(node, references.get(node.index())));
            for (int e = all.upFrom(node.index()); e < all.upFrom(node.index() + 1); e++) {
                edges.add(new RegisteredEdge(
                        all.up(e), node.index(), all.upKind(e).name()));
            }
        }
        return new RegisteredGraph(nodes, edges);
    }

    private static RegisteredNode node(GraphNode node, boolean reference) {
        FlowGraph inside = node.block();
        return new RegisteredNode(
                node.name(),
                node.kind().name(),
                node.function().text(),
                node.settings().tags(),
                node.mapped(),
                node.settings().policy().retries(),
                node.settings().policy().skipRule().name(),
                reference,
                distinct(node.settings().reads()),
                distinct(node.settings().produces()),
                inside == null ? null : graph(inside));
    }

    private static List<String> distinct(List<String> names) {
        return names.stream().distinct().toList();
    }

    private static List<RegisteredParameter> parameters(FlowGraph graph) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        graph.parameters().forEach(spec -> defaults.put(spec.name(), spec.defaultValue()));
        List<RecordedParameter> written = new ParameterRecords(Serializers.json()).of(graph, defaults);
        List<RegisteredParameter> parameters = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            ParameterSpec spec = graph.parameters().get(i);
            RecordedParameter value = written.get(i);
            boolean told = !spec.required() && value.problem().isEmpty();
            parameters.add(new RegisteredParameter(
                    spec.name(),
                    spec.type().getTypeName(),
                    json(spec.type()),
                    spec.required(),
                    told ? value.json() : null,
                    spec.description(),
                    ParameterSchemas.of(spec.type())));
        }
        return parameters;
    }

    /** What a value has to be in JSON; any where that is not certain. */
    static JsonType json(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (!(raw instanceof Class<?> kind)) {
            return JsonType.ANY;
        }
        if (kind == String.class || kind.isEnum() || kind == URI.class) {
            return JsonType.STRING;
        }
        if (WHOLE.contains(kind)) {
            return JsonType.INTEGER;
        }
        if (DECIMAL.contains(kind)) {
            return JsonType.NUMBER;
        }
        if (kind == boolean.class || kind == Boolean.class) {
            return JsonType.BOOLEAN;
        }
        if (Collection.class.isAssignableFrom(kind)) {
            return JsonType.ARRAY;
        }
        return Map.class.isAssignableFrom(kind) ? JsonType.OBJECT : JsonType.ANY;
    }
}
