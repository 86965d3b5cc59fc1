package dev.reeve.server.registry;

import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.RegisteredParameter;
import dev.reeve.api.Registration;
import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.graph.Template;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.StorableText;
import dev.reeve.server.http.WireJson;
import dev.reeve.state.SkipRule;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What has to hold of a registration before it is stored, each breach named by its field. */
final class RegistrationCheck {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{8,128}");
    private static final int MOST_NODES = 100_000;
    private static final int MOST_ASSETS = 100;
    private static final int DEEPEST = 20;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_MADE_NAME = 10_000;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_README = 200_000;
    private static final int LONGEST_DEFAULT = 100_000;

    private final Fields fields = new Fields();
    private final int longestName;

    private RegistrationCheck(int longestName) {
        this.longestName = longestName;
    }

    /**
     * Goes through it.
     *
     * @throws dev.reeve.server.http.ProblemException 422 with all that is wrong
     */
    static void check(Registration flow) {
        new RegistrationCheck(LONGEST_NAME).all(flow);
    }

    /** The same for a graph alone, which stands there. A task that makes it of data may make long names. */
    static void check(RegisteredGraph graph, String at) {
        RegistrationCheck check = new RegistrationCheck(LONGEST_MADE_NAME);
        check.graph(at, graph.nodes(), graph.edges(), 0);
        check.fields.done();
    }

    private void all(Registration flow) {
        fields.filled("/name", flow.name(), 200)
                .text("/description", flow.description(), LONGEST_TEXT)
                .text("/readme", flow.readme(), LONGEST_README)
                .filled("/bundle/location", flow.bundle().location(), LONGEST_TEXT)
                .filled("/bundle/entry", flow.bundle().entry(), LONGEST_TEXT)
                .filled("/bundle/host", flow.bundle().host(), LONGEST_NAME)
                .filled("/reeve/version", flow.reeve().version(), LONGEST_NAME)
                .filled("/javaRelease", flow.javaRelease(), LONGEST_NAME)
                .labels("/labels", flow.labels());
        if (!HASH.matcher(flow.structureHash()).matches()) {
            fields.wrong("/structureHash", "must be 8 to 128 hexadecimal digits in lower case.");
        }
        if (!SHA_256.matcher(flow.bundle().sha256()).matches()) {
            fields.wrong("/bundle/sha256", "must be 64 hexadecimal digits in lower case.");
        }
        graph("", flow.nodes(), flow.edges(), 0);
        parameters(flow.parameters());
        runName(flow);
        fields.done();
    }

    private void runName(Registration flow) {
        String template = flow.runName();
        fields.filled("/runName", template, LONGEST_TEXT);
        if (template == null) {
            return;
        }
        try {
            Set<String> unknown = Template.parse(template)
                    .unknownOfRun(flow.parameters().stream()
                            .map(RegisteredParameter::name)
                            .toList());
            if (!unknown.isEmpty()) {
                fields.wrong("/runName", "names what no run of the flow has: " + String.join(", ", unknown) + ".");
            }
        } catch (IllegalArgumentException e) {
            fields.wrong("/runName", "is no template: " + e.getMessage());
        }
    }

    private void graph(String at, List<RegisteredNode> nodes, List<RegisteredEdge> edges, int depth) {
        if (nodes.size() > MOST_NODES || edges.size() > 10 * MOST_NODES) {
            fields.wrong(at + "/nodes", "has more than " + MOST_NODES + " nodes, or ten times as many edges.");
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            node(at + "/nodes/" + i, nodes.get(i), names, depth);
        }
        for (int i = 0; i < edges.size(); i++) {
            edge(at + "/edges/" + i, edges.get(i), nodes.size());
        }
    }

    private void node(String at, RegisteredNode node, Set<String> names, int depth) {
        fields.filled(at + "/name", node.name(), longestName).text(at + "/function", node.function(), LONGEST_TEXT);
        if (!names.add(node.name())) {
            fields.wrong(at + "/name", "is the name of another node too.");
        }
        oneOf(at + "/kind", node.kind(), Kind.values());
        oneOf(at + "/skipRule", node.skipRule(), SkipRule.values());
        assets(at + "/reads", node.reads());
        assets(at + "/produces", node.produces());
        if (node.tags().size() > 100) {
            fields.wrong(at + "/tags", "has more than 100 tags.");
        }
        for (int i = 0; i < Math.min(100, node.tags().size()); i++) {
            fields.filled(at + "/tags/" + i, node.tags().get(i), LONGEST_NAME);
        }
        RegisteredGraph inner = node.inner();
        if (inner != null && depth >= DEEPEST) {
            fields.wrong(at + "/inner", "lies deeper than " + DEEPEST + " flows.");
        } else if (inner != null) {
            graph(at + "/inner", inner.nodes(), inner.edges(), depth + 1);
        }
    }

    private void assets(String at, List<String> names) {
        if (names.size() > MOST_ASSETS) {
            fields.wrong(at, "has more than " + MOST_ASSETS + " assets.");
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            fields.filled(at + "/" + i, names.get(i), LONGEST_NAME);
        }
        if (Set.copyOf(names).size() < names.size()) {
            fields.wrong(at, "names an asset twice.");
        }
    }

    private void edge(String at, RegisteredEdge edge, int nodes) {
        oneOf(at + "/kind", edge.kind(), EdgeKind.values());
        if (edge.to() >= nodes) {
            fields.wrong(at + "/to", "is no place in the list of nodes, which has " + nodes + ".");
        } else if (edge.from() >= edge.to()) {
            fields.wrong(at + "/from", "does not lie before the node that depends on it.");
        }
    }

    private void parameters(List<RegisteredParameter> parameters) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parameters.size(); i++) {
            RegisteredParameter parameter = parameters.get(i);
            String at = "/parameters/" + i;
            fields.filled(at + "/name", parameter.name(), LONGEST_NAME)
                    .filled(at + "/type", parameter.type(), LONGEST_TEXT)
                    .text(at + "/help", parameter.help(), LONGEST_TEXT)
                    .text(at + "/defaultJson", parameter.defaultJson(), LONGEST_DEFAULT);
            if (!names.add(parameter.name())) {
                fields.wrong(at + "/name", "is the name of another parameter too.");
            }
            if (parameter.schema() != null && WireJson.text(parameter.schema()).length() > LONGEST_DEFAULT) {
                fields.wrong(at + "/schema", "is longer than " + LONGEST_DEFAULT + " characters.");
            }
            if (parameter.defaultJson() != null && !StorableText.isJson(parameter.defaultJson())) {
                fields.wrong(at + "/defaultJson", "is no JSON.");
            }
        }
    }

    private void oneOf(String at, String value, Enum<?>[] all) {
        if (Arrays.stream(all).noneMatch(one -> one.name().equals(value))) {
            fields.wrong(
                    at,
                    "must be one of "
                            + String.join(
                                    ", ", Arrays.stream(all).map(Enum::name).toList()) + ".");
        }
    }
}
