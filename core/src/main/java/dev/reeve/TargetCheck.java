package dev.reeve;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import dev.reeve.graph.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the targets of a flow: names that nobody fills, and two results in one place. */
final class TargetCheck {
    private final Definition definition;
    private final List<GraphNode> nodes;
    private final List<String> parameters;
    private final Map<String, List<GraphNode>> places = new HashMap<>();

    private TargetCheck(Definition definition, List<GraphNode> nodes) {
        this.nodes = nodes;
        this.definition = definition;
        this.parameters = new ArrayList<>();
        for (Parameter<?> parameter : definition.parameters()) {
            parameters.add(parameter.name());
        }
    }

    static void check(Definition definition, List<GraphNode> nodes) {
        TargetCheck check = new TargetCheck(definition, nodes);
        for (GraphNode node : nodes) {
            if (!node.settings().target().isEmpty()) {
                check.target(node);
            }
        }
    }

    private void target(GraphNode node) {
        Template template;
        try {
            template = Template.parseTarget(node.settings().target());
        } catch (IllegalArgumentException e) {
            problem(node, "its target \"" + node.settings().target() + "\" is no template: " + e.getMessage(), "");
            return;
        }
        List<String> inputs = node.function().inputNames().stream()
                .filter(name -> !name.isEmpty())
                .toList();
        Set<String> unknown = template.unknown(parameters, inputs);
        if (!unknown.isEmpty()) {
            unknown(node, unknown, inputs);
        } else if (node.mapped() && !tellsChildrenApart(node, template)) {
            problem(
                    node,
                    "its children would all have the same target \"" + template + "\".",
                    "Put {map_index} into it, or the name of an input that is each(..).");
        } else {
            NodeSpec fanOut = Elements.notTold(definition, node, template.variables());
            if (fanOut != null) {
                problem(
                        node,
                        "each element of \"" + nodes.get(fanOut.index()).name() + "\" would have the same target \""
                                + template + "\" for it.",
                        "Put the name of an input into it that comes from the element. If there is none, the task does"
                                + " the same for all elements: define it outside of the block.");
            } else {
                collisions(node, template, inputs);
            }
        }
    }

    private void unknown(GraphNode node, Set<String> unknown, List<String> inputs) {
        problem(
                node,
                "its target \"" + node.settings().target() + "\" names " + String.join(", ", unknown)
                        + ", which it does not have.",
                remedy(inputs, parameters));
    }

    /** What a template of a task can name. */
    static String remedy(List<String> inputs, List<String> parameters) {
        StringBuilder remedy = new StringBuilder("It can name ");
        if (inputs.isEmpty()) {
            remedy.append("no inputs (to name them, compile the class of the method with javac -parameters)");
        } else {
            remedy.append("the inputs ").append(String.join(", ", inputs));
        }
        if (!parameters.isEmpty()) {
            remedy.append(", the parameters ").append(String.join(", ", parameters));
        }
        return remedy.append(" and ")
                .append(String.join(", ", Template.CONTEXT_VARIABLES))
                .append('.')
                .toString();
    }

    private static boolean tellsChildrenApart(GraphNode node, Template template) {
        for (String variable : template.variables()) {
            int input = node.function().inputNames().indexOf(variable);
            boolean differs = input >= 0 ? node.inputs().get(input) instanceof Input.Each : namesTheChild(variable);
            if (differs) {
                return true;
            }
        }
        return false;
    }

    private static boolean namesTheChild(String variable) {
        return variable.equals("map_index") || variable.equals("task_full_name");
    }

    private void collisions(GraphNode node, Template template, List<String> inputs) {
        String place = place(node, template, inputs);
        if (place == null) {
            return;
        }
        List<GraphNode> there = places.computeIfAbsent(place, p -> new ArrayList<>());
        there.stream()
                .filter(other -> mayBothRun(other.guards(), node.guards()))
                .findFirst()
                .ifPresent(other -> problem(
                        node,
                        "its target \"" + template + "\" is also that of task \"" + other.name() + "\".",
                        "Put {task_name} into both, or give one of them another target."));
        there.add(node);
    }

    /** The same for two nodes only if their targets are the same place; null if nothing can be known before. */
    private static @Nullable String place(GraphNode node, Template template, List<String> inputs) {
        StringBuilder place = new StringBuilder(template.toString());
        for (String variable : template.variables()) {
            if (inputs.contains(variable) || variable.equals("task_name") || variable.equals("task_full_name")) {
                return null;
            }
            if (variable.equals("task_tags")) {
                place.append('\n').append(node.settings().tags());
            }
            if (variable.equals("map_index")) {
                place.append('\n').append(node.mapped());
            }
        }
        return place.toString();
    }

    /** Branches that exclude each other may share a place. */
    private static boolean mayBothRun(List<Guard> one, List<Guard> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private void problem(GraphNode node, String cause, String remedy) {
        definition.problems().add(definition.nodes().get(node.index()), cause, remedy);
    }
}
