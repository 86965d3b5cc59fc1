package dev.reeve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives every node a name of its own. A name that was given is taken as it is; one that comes from the function gets
 * a number if it is taken: {@code fetch}, {@code fetch-2}, in the order of definition.
 */
final class Naming implements Function<NodeSpec, String> {
    private final Definition definition;
    private final Problems problems;
    private final Set<String> taken;
    private final Map<String, Integer> counts = new HashMap<>();
    private final String[] names;

    Naming(Definition definition, List<NodeFunction> functions) {
        List<NodeSpec> nodes = definition.nodes();
        this.definition = definition;
        this.problems = definition.problems();
        this.names = new String[nodes.size()];
        this.taken = HashSet.newHashSet(nodes.size());
        for (NodeSpec node : nodes) {
            if (node.explicitName() != null) {
                give(node);
            }
        }
        for (NodeSpec node : nodes) {
            if (node.explicitName() == null) {
                number(node, functions.get(node.index()).baseName());
            }
        }
    }

    private void give(NodeSpec node) {
        String name = String.valueOf(node.explicitName());
        names[node.index()] = name.isEmpty() ? node.provisionalName() : name; // a mistake has to say whose it is
        check(node, name);
        if (!taken.add(name)) {
            problems.add(
                    node,
                    "two tasks are named \"" + name + "\".",
                    "Give one of them another name with .named(\"..\").");
        }
    }

    private void number(NodeSpec node, String given) {
        String base = given.isEmpty() ? "lambda" : given;
        check(node, base);
        int count = count(base);
        String name = count == 1 ? base : base + "-" + count;
        while (!taken.add(name)) {
            count = count(base);
            name = base + "-" + count;
        }
        names[node.index()] = name;
    }

    private int count(String base) {
        int count = counts.getOrDefault(base, 0) + 1;
        counts.put(base, count);
        return count;
    }

    private void check(NodeSpec node, String name) {
        Optional<String> broken = NameRule.forTask(name);
        if (broken.isPresent()) {
            problems.add(node, broken.get(), NameRule.REMEDY);
        }
    }

    String of(NodeSpec node) {
        return names[node.index()];
    }

    /** The name of any node, for messages; of another flow's what is known of it. */
    @Override
    public String apply(NodeSpec node) {
        return node.definition() == definition ? of(node) : node.provisionalName();
    }
}
