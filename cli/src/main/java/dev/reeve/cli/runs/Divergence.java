package dev.reeve.cli.runs;

import dev.reeve.engine.record.RecordedParameter;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.Stored;
import dev.reeve.engine.record.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where two runs part. Immutable.
 *
 * @param task the task's name, with its index if one child differs; empty if the runs differ as a whole
 * @param kind what differs
 * @param text how, in words
 */
record Divergence(String task, Kind kind, String text) {
    /** What of a task can differ, in the order in which it is looked at. */
    enum Kind {
        FLOW,
        GRAPH,
        PARAMETER,
        INPUT,
        CODE,
        ANSWER,
        STATE,
        RESULT
    }

    /** The first node of two runs that differs, in an order in which each comes after what it depends on. */
    static Optional<Divergence> first(RecordedRun a, RecordedRun b) {
        if (!a.flow().equals(b.flow())) {
            return Optional.of(new Divergence(
                    "", Kind.FLOW, "they are runs of two flows, \"" + a.flow() + "\" and \"" + b.flow() + "\""));
        }
        Map<String, Structure.Node> before = nodes(a);
        Map<String, Structure.Node> after = nodes(b);
        for (String name : order(before, after)) {
            Optional<Divergence> found = of(name, before.get(name), after.get(name), a, b);
            if (found.isPresent()) {
                return found;
            }
        }
        return a.state().name().equals(b.state().name())
                ? Optional.empty()
                : Optional.of(new Divergence(
                        "", Kind.STATE, states(a.state().name(), b.state().name())));
    }

    private static Map<String, Structure.Node> nodes(RecordedRun run) {
        Map<String, Structure.Node> nodes = new LinkedHashMap<>();
        run.structure().nodes().forEach(node -> nodes.put(node.name(), node));
        return nodes;
    }

    /** All names, upstreams first; without recursion, for chains are long. */
    private static Set<String> order(Map<String, Structure.Node> a, Map<String, Structure.Node> b) {
        Map<String, Structure.Node> all = new LinkedHashMap<>(a);
        all.putAll(b);
        Set<String> order = new LinkedHashSet<>();
        Set<String> opened = new LinkedHashSet<>();
        for (String root : all.keySet()) {
            List<String> path = new ArrayList<>(List.of(root));
            while (!path.isEmpty()) {
                String name = path.getLast();
                Structure.Node node = all.get(name);
                if (node == null || order.contains(name) || !opened.add(name)) {
                    path.removeLast();
                    if (node != null) {
                        order.add(name);
                    }
                    continue;
                }
                for (Structure.Upstream up : node.upstreams().reversed()) {
                    if (!opened.contains(up.name())) {
                        path.add(up.name());
                    }
                }
            }
        }
        return order;
    }

    private static Optional<Divergence> of(
            String name, Structure.@Nullable Node was, Structure.@Nullable Node is, RecordedRun a, RecordedRun b) {
        if (was == null || is == null) {
            return Optional.of(new Divergence(
                    name, Kind.GRAPH, was == null ? "only the second run has it" : "only the first run has it"));
        }
        return graph(was, is)
                .or(() -> parameter(is, a, b))
                .or(() -> was.inputs().equals(is.inputs())
                        ? Optional.empty()
                        : Optional.of(new Divergence(name, Kind.INPUT, inputs(was, is))))
                .or(() -> was.code().equals(is.code()) && was.function().equals(is.function())
                        ? Optional.empty()
                        : Optional.of(new Divergence(name, Kind.CODE, code(was, is))))
                .or(() -> outcome(name, a, b));
    }

    private static Optional<Divergence> graph(Structure.Node was, Structure.Node is) {
        String text = was.kind() != is.kind()
                ? "it is of kind " + was.kind() + " and " + is.kind()
                : !was.upstreams().equals(is.upstreams())
                        ? "it depends on other tasks"
                        : !was.conditions().equals(is.conditions())
                                ? "its conditions are " + was.conditions() + " and " + is.conditions()
                                : !was.trigger().equals(is.trigger())
                                        ? "its trigger is " + was.trigger() + " and " + is.trigger()
                                        : !was.settings().equals(is.settings())
                                                ? "its settings are " + was.settings() + " and " + is.settings()
                                                : "";
        return text.isEmpty() ? Optional.empty() : Optional.of(new Divergence(is.name(), Kind.GRAPH, text));
    }

    private static String code(Structure.Node was, Structure.Node is) {
        if (!was.function().equals(is.function())) {
            return "its function is " + was.function() + " and " + is.function();
        }
        boolean versions = was.code().startsWith("version ") || is.code().startsWith("version ");
        return versions ? "its code is of " + was.code() + " and " + is.code() : "its code changed";
    }

    private static Optional<Divergence> parameter(Structure.Node node, RecordedRun a, RecordedRun b) {
        Map<String, RecordedParameter> first = parameters(a);
        Map<String, RecordedParameter> second = parameters(b);
        for (String name : node.parameters()) {
            RecordedParameter was = first.get(name);
            RecordedParameter is = second.get(name);
            if (was == null || is == null) {
                return Optional.of(
                        new Divergence(node.name(), Kind.PARAMETER, "only one of them has parameter " + name));
            }
            boolean same = was.fingerprint().isEmpty() || is.fingerprint().isEmpty()
                    ? was.json().equals(is.json())
                    : was.fingerprint().equals(is.fingerprint());
            if (!same) {
                return Optional.of(new Divergence(
                        node.name(), Kind.PARAMETER, "parameter " + name + " was " + was.json() + " and " + is.json()));
            }
        }
        return Optional.empty();
    }

    private static Map<String, RecordedParameter> parameters(RecordedRun run) {
        Map<String, RecordedParameter> parameters = new HashMap<>();
        run.opening().parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
        return parameters;
    }

    private static Optional<Divergence> outcome(String name, RecordedRun a, RecordedRun b) {
        RecordedTask was = a.task(name).orElse(null);
        RecordedTask is = b.task(name).orElse(null);
        if (was == null || is == null) {
            return was == is
                    ? Optional.empty()
                    : Optional.of(new Divergence(name, Kind.STATE, "it began in only one of the runs"));
        }
        for (int child = 0; child < Math.min(was.width(), is.width()); child++) {
            Optional<Divergence> found = outcome(name + "[" + child + "]", was, is, child);
            if (found.isPresent()) {
                return found;
            }
        }
        if (was.width() != is.width()) {
            return Optional.of(new Divergence(
                    name,
                    Kind.INPUT,
                    "it had " + Math.max(0, was.width()) + " children and " + Math.max(0, is.width())));
        }
        return outcome(name, was, is, -1);
    }

    private static Optional<Divergence> outcome(String label, RecordedTask was, RecordedTask is, int child) {
        if (!was.told(child).equals(is.told(child))) {
            return Optional.of(new Divergence(
                    label,
                    Kind.ANSWER,
                    was.runs(child).isEmpty() && is.runs(child).isEmpty()
                            ? "its answer changed"
                            : "what was answered or lacking in its flow run changed"));
        }
        String first = was.state(child).name();
        String second = is.state(child).name();
        boolean bothWell = was.state(child).isSuccessful()
                && is.state(child).isSuccessful()
                && !first.equals("Skipped")
                && !second.equals("Skipped"); // a stored result is as good as a new one
        if (!first.equals(second) && !bothWell) {
            String message = is.state(child).isFailed()
                    ? is.state(child).message()
                    : was.state(child).message();
            return Optional.of(new Divergence(
                    label, Kind.STATE, states(first, second) + (message.isEmpty() ? "" : ": " + message)));
        }
        String hash = was.stored(child).map(Stored::hash).orElse("");
        String other = is.stored(child).map(Stored::hash).orElse("");
        return hash.isEmpty() || other.isEmpty() || hash.equals(other)
                ? Optional.empty()
                : Optional.of(new Divergence(
                        label, Kind.RESULT, "it had the same inputs and code, and yielded another result"));
    }

    private static String states(String first, String second) {
        return "it ended " + first + " and " + second;
    }

    private static String inputs(Structure.Node was, Structure.Node is) {
        return was.given().equals(is.given())
                ? "the flow inside was wired in another way, or had another constant"
                : "its inputs were " + was.given() + " and " + is.given();
    }
}
