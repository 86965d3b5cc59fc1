package dev.reeve.engine.record;

import dev.reeve.Resumption.Reuse;
import dev.reeve.engine.fingerprint.TaskCode;
import dev.reeve.engine.fingerprint.TaskCodes;
import dev.reeve.graph.FlowGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells why a task of a recorded run is not the same any more, in words. */
final class Comparison {
    private static final int LONGEST_VALUE = 60;

    private final FlowGraph graph;
    private final Reuse reuse;
    private final Map<String, Structure.Node> before = new HashMap<>();
    private final Map<String, RecordedParameter> parametersBefore = new HashMap<>();
    private final Map<String, RecordedParameter> parametersNow = new HashMap<>();

    Comparison(FlowGraph graph, Reuse reuse, RecordedRun run, List<RecordedParameter> parameters) {
        this.graph = graph;
        this.reuse = reuse;
        run.structure().nodes().forEach(node -> before.put(node.name(), node));
        run.opening().parameters().forEach(parameter -> parametersBefore.put(parameter.name(), parameter));
        parameters.forEach(parameter -> parametersNow.put(parameter.name(), parameter));
    }

    /** Why that node is another than it was; empty if it is the same, as far as was asked. */
    String difference(Structure.Node now) {
        Structure.Node was = before.get(now.name());
        if (was == null) {
            return before.isEmpty() ? "the record does not know what it was made from" : "it is new in the flow";
        }
        if (reuse == Reuse.NOTHING) {
            return "nothing is to be used again";
        }
        if (reuse == Reuse.SAME_NAME) {
            return now.parameters().stream()
                    .map(this::changed)
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        String graph = graph(was, now);
        if (!graph.isEmpty()) {
            return graph;
        }
        for (String name : now.parameters()) {
            String parameter = parameter(name);
            if (!parameter.isEmpty()) {
                return parameter;
            }
        }
        return reuse == Reuse.SAME_GRAPH ? "" : code(was, now);
    }

    private static String graph(Structure.Node was, Structure.Node now) {
        if (was.kind() != now.kind()) {
            return "it was of kind " + was.kind() + " and is of kind " + now.kind();
        }
        if (!was.inputs().equals(now.inputs())) {
            if (was.wiring().isEmpty() && !now.wiring().isEmpty()) {
                return "an older version of reeve wrote the record, which does not tell how the flow inside is wired";
            }
            if (!was.wiring().equals(now.wiring())) {
                return "the flow inside is wired in another way, or has another constant";
            }
            return "its inputs changed from " + was.given() + " to " + now.given();
        }
        if (!was.conditions().equals(now.conditions())) {
            return "its conditions changed from " + was.conditions() + " to " + now.conditions();
        }
        if (!was.trigger().equals(now.trigger())) {
            return "its trigger changed from " + was.trigger() + " to " + now.trigger();
        }
        if (!skips(was).equals(skips(now))) {
            return "whether it is skipped with what it depends on changed";
        }
        return was.upstreams().equals(now.upstreams()) ? "" : "it depends on other tasks than it did";
    }

    /** The part of the settings that says when it is skipped; the others decide about attempts only. */
    private static String skips(Structure.Node node) {
        int from = node.settings().indexOf("skips ");
        int to = node.settings().indexOf(',', Math.max(from, 0));
        return from < 0
                ? ""
                : node.settings().substring(from, to < 0 ? node.settings().length() : to);
    }

    private String parameter(String name) {
        RecordedParameter was = parametersBefore.get(name);
        RecordedParameter now = parametersNow.get(name);
        if (was == null || now == null) {
            return "parameter \"" + name + "\" is new";
        }
        if (was.fingerprint().isEmpty() || now.fingerprint().isEmpty()) {
            boolean sameText = was.problem().isEmpty() && was.json().equals(now.json());
            return sameText ? "" : "parameter \"" + name + "\" has a value that cannot be compared";
        }
        return changed(name);
    }

    /** That a parameter has another value for certain; empty if not. */
    private String changed(String name) {
        RecordedParameter was = parametersBefore.get(name);
        RecordedParameter now = parametersNow.get(name);
        if (was == null
                || now == null
                || was.fingerprint().isEmpty()
                || now.fingerprint().isEmpty()
                || was.fingerprint().equals(now.fingerprint())) {
            return "";
        }
        boolean said = was.problem().isEmpty() && now.problem().isEmpty(); // a secret is not
        return "parameter \"" + name + "\" changed"
                + (said ? " from " + cut(was.json()) + " to " + cut(now.json()) : "");
    }

    private static String cut(String json) {
        return json.codePointCount(0, json.length()) <= LONGEST_VALUE
                ? json
                : json.substring(0, json.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }

    private String code(Structure.Node was, Structure.Node now) {
        if (was.code().isEmpty() || now.code().isEmpty()) {
            return "its code cannot be told: give it a version of its own";
        }
        if (!was.code().equals(now.code())) {
            return changed(was, now);
        }
        if (!was.function().equals(now.function())) {
            return "its function was " + was.function() + " and is " + now.function();
        }
        return now.comparable() && was.comparable()
                ? ""
                : "one of its inputs is a constant whose values cannot be compared between runs";
    }

    private String changed(Structure.Node was, Structure.Node now) {
        if (now.code().startsWith("version ")) {
            return "its code changed from " + was.code() + " to " + now.code();
        }
        if (!TaskCode.comparable(was.code())) {
            return "an older version of reeve wrote the record, which tells code only by its whole jar";
        }
        String coarseness = graph.node(now.name())
                .map(node -> TaskCodes.of(graph, node).coarseness())
                .orElse("");
        return "its code changed" + (now.function().isEmpty() ? "" : ": " + now.function())
                + (coarseness.isEmpty() ? "" : " or anything else in its jar or directory, as " + coarseness);
    }
}
