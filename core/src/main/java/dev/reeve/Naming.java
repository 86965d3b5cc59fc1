package dev.reeve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every node a name of its own. A name that was given is taken as it is; one that comes from the function gets
 * a number if it is taken: {@code fetch}, {@code fetch-2}, in the order of definition.
 */
final class Naming {
    private final Problems problems;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final String[] names;

    Naming(List<NodeSpec> nodes, List<NodeFunction> functions, Problems problems) {
        this.problems = problems;
        this.names = new String[nodes.size()];
        nodes.stream().filter(node -> node.explicitName() != null).forEach(this::give);
        for (NodeSpec node : nodes) {
            if (node.explicitName() == null) {
                number(node, functions.get(node.index()).baseName());
            }
        }
    }

    private void give(NodeSpec node) {
        String name = String.valueOf(node.explicitName());
        names[node.index()] = name;
        NameRule.forTask(name).ifPresent(cause -> problems.add(node, cause, NameRule.REMEDY));
        if (!taken.add(name)) {
            problems.add(
                    node,
                    "two tasks are named \"" + name + "\".",
                    "Give one of them another name with .named(\"..\").");
        }
    }

    private void number(NodeSpec node, String given) {
        String base = given.isEmpty() ? "lambda" : given;
        NameRule.forTask(base).ifPresent(cause -> problems.add(node, cause, NameRule.REMEDY));
        int count = counts.merge(base, 1, Integer::sum);
        String name = count == 1 ? base : base + "-" + count;
        while (!taken.add(name)) {
            count = counts.merge(base, 1, Integer::sum);
            name = base + "-" + count;
        }
        names[node.index()] = name;
    }

    String of(NodeSpec node) {
        return names[node.index()];
    }
}
