package dev.reeve;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what the caller gave against the parameters of a flow. */
final class ParameterValues {
    private ParameterValues() {}

    /** A value for each parameter, in the order of definition. A null that was given counts as given. */
    static Map<String, @Nullable Object> of(FlowGraph graph, Map<String, ? extends @Nullable Object> given) {
        return checked(graph, given, true);
    }

    /** Only the values that were given, in the order of definition. */
    static Map<String, @Nullable Object> given(FlowGraph graph, Map<String, ? extends @Nullable Object> given) {
        return checked(graph, given, false);
    }

    private static Map<String, @Nullable Object> checked(
            FlowGraph graph, Map<String, ? extends @Nullable Object> given, boolean whole) {
        List<String> problems = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (ParameterSpec spec : graph.parameters()) {
            boolean isGiven = given.containsKey(spec.name());
            if (!isGiven && !whole) {
                continue;
            }
            Object value = isGiven ? given.get(spec.name()) : spec.defaultValue();
            if (!isGiven && spec.required()) {
                problems.add("parameter \"" + spec.name() + "\" (" + ValueTypes.words(spec.type()) + ") has no value");
            } else {
                Misfit misfit = Misfit.in(spec.name(), spec.type(), value);
                if (misfit != null) {
                    problems.add("parameter \"" + spec.name() + "\" takes " + ValueTypes.words(spec.type()) + ", "
                            + misfit.words(spec.type()));
                }
            }
            values.put(spec.name(), value);
        }
        for (String name : given.keySet()) {
            if (graph.parameters().stream().noneMatch(spec -> spec.name().equals(name))) {
                problems.add("there is no parameter \"" + name + "\"");
            }
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(graph.name(), problems, expected(graph));
        }
        return Collections.unmodifiableMap(values);
    }

    private static String expected(FlowGraph graph) {
        if (graph.parameters().isEmpty()) {
            return "It has no parameters.";
        }
        return graph.parameters().stream()
                .map(p -> p.name() + " (" + ValueTypes.words(p.type()) + (p.required() ? ", required)" : ")"))
                .collect(Collectors.joining(", ", "Its parameters: ", "."));
    }
}
