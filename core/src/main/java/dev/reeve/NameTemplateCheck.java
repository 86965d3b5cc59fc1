package dev.reeve;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the names that runs of a flow and of its tasks are given. */
final class NameTemplateCheck {
    private final Definition definition;
    private final List<String> parameters = new ArrayList<>();

    private NameTemplateCheck(Definition definition) {
        this.definition = definition;
        for (Parameter<?> parameter : definition.parameters()) {
            parameters.add(parameter.name());
        }
    }

    static void check(Definition definition, List<GraphNode> nodes) {
        NameTemplateCheck check = new NameTemplateCheck(definition);
        if (!definition.runName().isEmpty()) {
            check.flow(definition.runName());
        }
        for (GraphNode node : nodes) {
            if (!node.settings().manner().runName().isEmpty()) {
                check.task(node);
            }
        }
    }

    private void flow(String source) {
        String problem = problemOfRun(source, parameters);
        if (problem != null) {
            definition.problems().add("its runs are named \"" + source + "\": " + problem, remedyOfRun(parameters));
        }
    }

    /** Why a run of a flow with these parameters cannot be named so; null if it can. */
    static @Nullable String problemOfRun(String source, List<String> parameters) {
        try {
            Set<String> unknown = Template.parse(source).unknownOfRun(parameters);
            return unknown.isEmpty() ? null : "it names " + String.join(", ", unknown) + ", which a run does not have.";
        } catch (IllegalArgumentException e) {
            return "it is no template: " + e.getMessage();
        }
    }

    static String remedyOfRun(List<String> parameters) {
        return "The name of a run can name "
                + (parameters.isEmpty() ? "" : "the parameters " + String.join(", ", parameters) + " and ")
                + String.join(", ", Template.runVariables()) + "; a brace that stands for itself is doubled.";
    }

    private void task(GraphNode node) {
        String source = node.settings().manner().runName();
        List<String> inputs = node.function().inputNames().stream()
                .filter(name -> !name.isEmpty())
                .toList();
        NodeSpec spec = definition.nodes().get(node.index());
        try {
            Set<String> unknown = Template.parse(source).unknown(parameters, inputs);
            if (!unknown.isEmpty()) {
                definition
                        .problems()
                        .add(
                                spec,
                                "its runs are named \"" + source + "\", which names " + String.join(", ", unknown)
                                        + ", which it does not have.",
                                TargetCheck.remedy(inputs, parameters));
            }
        } catch (IllegalArgumentException e) {
            definition
                    .problems()
                    .add(spec, "its runs are named \"" + source + "\", which is no template: " + e.getMessage(), "");
        }
    }
}
