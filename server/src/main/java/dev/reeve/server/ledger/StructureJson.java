package dev.reeve.server.ledger;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.state.SkipRule;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Structures as JSON, in the table's format 1. */
final class StructureJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private StructureJson() {}

    static String write(FlowStructure structure) {
        ObjectNode root = JSON.createObjectNode().put("format", 1);
        ArrayNode tasks = root.putArray("tasks");
        for (FlowStructure.Node node : structure.tasks()) {
            ObjectNode task = tasks.addObject()
                    .put("name", Texts.clean(node.name()))
                    .put("kind", node.kind().name())
                    .put("retries", node.retries())
                    .put("skipRule", node.skipRule().name())
                    .put("reference", node.reference())
                    .put("more", Texts.clean(node.more()));
            names(task, "reads", node.reads());
            names(task, "produces", node.produces());
            ArrayNode upstreams = task.putArray("upstreams");
            node.upstreams()
                    .forEach(upstream -> upstreams
                            .addObject()
                            .put("task", upstream.task())
                            .put("kind", upstream.kind().name()));
        }
        return root.toString();
    }

    private static void names(ObjectNode task, String field, List<String> names) {
        if (!names.isEmpty()) {
            ArrayNode array = task.putArray(field);
            names.forEach(name -> array.add(Texts.clean(name)));
        }
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asString()));
        return names;
    }

    static FlowStructure read(String text) {
        JsonNode root = JSON.readTree(text);
        if (root.path("format").asInt() != 1) {
            throw new LedgerException("a flow's structure is of format " + root.path("format")
                    + ", which this release does not know. Start a newer one");
        }
        List<FlowStructure.Node> nodes = new ArrayList<>();
        root.path("tasks").forEach(task -> nodes.add(node(task)));
        return new FlowStructure(nodes);
    }

    private static FlowStructure.Node node(JsonNode task) {
        List<FlowStructure.Upstream> upstreams = new ArrayList<>();
        task.path("upstreams")
                .forEach(upstream -> upstreams.add(new FlowStructure.Upstream(
                        upstream.path("task").asInt(),
                        EdgeKind.valueOf(upstream.path("kind").asString()))));
        return new FlowStructure.Node(
                task.path("name").asString(),
                Kind.valueOf(task.path("kind").asString()),
                task.path("retries").asInt(),
                SkipRule.valueOf(task.path("skipRule").asString()),
                task.path("reference").asBoolean(),
                upstreams,
                task.path("more").asString(),
                names(task.path("reads")),
                names(task.path("produces")));
    }
}
