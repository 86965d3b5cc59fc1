package dev.reeve.server.registry;

import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.VersionChange;
import dev.reeve.server.ledger.FlowVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a flow: what is new or gone, and which properties are others. */
final class Differences {
    private static final String TASK = "task";
    private static final String PARAMETER = "parameter";
    private static final String FLOW = "flow";
    private static final int LONGEST = 2_000;

    private final List<VersionChange> found = new ArrayList<>();

    private Differences() {}

    /** In the order of the later one; what is gone comes after. */
    static List<VersionChange> between(FlowVersion before, FlowVersion after) {
        Differences all = new Differences();
        all.graphs("", Flows.graph(before), Flows.graph(after));
        all.parts(PARAMETER, "", parameters(before), parameters(after));
        all.part(FLOW, "", about(before), about(after));
        return all.found;
    }

    private void graphs(String within, RegisteredGraph before, RegisteredGraph after) {
        parts(TASK, within, tasks(before), tasks(after));
        Map<String, RegisteredGraph> inner = new LinkedHashMap<>();
        before.nodes().stream()
                .filter(node -> node.inner() != null)
                .forEach(node -> inner.put(node.name(), Objects.requireNonNull(node.inner())));
        for (RegisteredNode node : after.nodes()) {
            RegisteredGraph was = inner.get(node.name());
            RegisteredGraph is = node.inner();
            if (was != null && is != null) {
                graphs(within + node.name() + " \u203a ", was, is);
            }
        }
    }

    private void parts(
            String part,
            String within,
            Map<String, Map<String, String>> before,
            Map<String, Map<String, String>> after) {
        after.forEach((name, is) -> {
            Map<String, String> was = before.get(name);
            if (was == null) {
                found.add(new VersionChange(part, within + name, null, null, words(is)));
            } else {
                part(part, within + name, was, is);
            }
        });
        before.forEach((name, was) -> {
            if (!after.containsKey(name)) {
                found.add(new VersionChange(part, within + name, null, words(was), null));
            }
        });
    }

    private void part(String part, String name, Map<String, String> was, Map<String, String> is) {
        is.forEach((field, value) -> {
            String old = was.getOrDefault(field, "");
            if (!old.equals(value)) {
                found.add(new VersionChange(part, name, field, said(old), said(value)));
            }
        });
    }

    private static @Nullable String said(String value) {
        if (value.isEmpty()) {
            return null;
        }
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "\u2026";
    }

    private static String words(Map<String, String> properties) {
        return properties.values().stream()
                .findFirst()
                .flatMap(first -> Optional.ofNullable(said(first)))
                .orElse("");
    }

    private static Map<String, Map<String, String>> tasks(RegisteredGraph graph) {
        Map<String, Map<String, String>> tasks = new LinkedHashMap<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            RegisteredNode node = graph.nodes().get(i);
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("upstreams", upstreams(graph, i));
            properties.put("kind", node.kind());
            properties.put("mapped", Boolean.toString(node.mapped()));
            properties.put("function", node.function());
            properties.put("retries", Integer.toString(node.retries()));
            properties.put("tags", joined(node.tags()));
            properties.put("skipRule", node.skipRule());
            properties.put("reference", Boolean.toString(node.reference()));
            properties.put("reads", joined(node.reads()));
            properties.put("produces", joined(node.produces()));
            tasks.put(node.name(), properties);
        }
        return tasks;
    }

    private static String upstreams(RegisteredGraph graph, int node) {
        TreeSet<String> names = new TreeSet<>();
        for (RegisteredEdge edge : graph.edges()) {
            if (edge.to() == node) {
                String kind =
                        edge.kind().equals("DATA") ? "" : " (" + edge.kind().toLowerCase(Locale.ROOT) + ")";
                names.add(graph.nodes().get(edge.from()).name() + kind);
            }
        }
        return String.join(", ", names);
    }

    private static Map<String, Map<String, String>> parameters(FlowVersion version) {
        Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
        for (RegisteredParameter each : Flows.parameters(version)) {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("type", each.type());
            properties.put("required", Boolean.toString(each.required()));
            properties.put("default", each.defaultJson() == null ? "" : each.defaultJson());
            properties.put("help", each.help());
            parameters.put(each.name(), properties);
        }
        return parameters;
    }

    private static Map<String, String> about(FlowVersion version) {
        About about = Flows.about(version);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("labels", joined(version.labels()));
        properties.put("schedule", version.schedule() == null ? "" : version.schedule());
        properties.put("description", about.description());
        properties.put("runName", about.runName() == null ? "" : about.runName());
        properties.put("readme", version.readme());
        properties.put("code", about.sha256());
        properties.put("entry", about.entry());
        properties.put("reeve", about.reeve());
        properties.put("java", about.java());
        return properties;
    }

    private static String joined(List<String> texts) {
        return String.join(", ", texts);
    }
}
