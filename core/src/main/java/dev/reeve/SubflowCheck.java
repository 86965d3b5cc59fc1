package dev.reeve;

import dev.reeve.graph.ParameterSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what a sub-flow is given against its parameters. */
final class SubflowCheck {
    private SubflowCheck() {}

    static void check(NodeSpec node, Flow child, List<Binding> bindings) {
        Problems problems = node.definition().problems();
        List<String> known =
                child.parameters().stream().map(ParameterSpec::name).toList();
        Set<String> bound = new HashSet<>();
        for (Binding binding : bindings) {
            if (!bound.add(binding.parameter())) {
                problems.add(
                        node,
                        "parameter \"" + binding.parameter() + "\" of sub-flow \"" + child.name()
                                + "\" is given twice.",
                        "Leave out one of them.");
            }
            Optional<ParameterSpec> spec = child.parameters().stream()
                    .filter(p -> p.name().equals(binding.parameter()))
                    .findFirst();
            if (spec.isEmpty()) {
                problems.add(
                        node,
                        "sub-flow \"" + child.name() + "\" has no parameter \"" + binding.parameter() + "\".",
                        known.isEmpty() ? "It has no parameters." : "It has: " + String.join(", ", known) + ".");
            } else if (binding.input() instanceof Derived<?> derived
                    && derived.source() instanceof Derived.Constant constant
                    && !ValueTypes.accepts(spec.get().type(), constant.value())) {
                problems.add(
                        node,
                        "parameter \"" + binding.parameter() + "\" of sub-flow \"" + child.name() + "\" is given "
                                + constant.value() + ", which is no "
                                + ValueTypes.words(spec.get().type()) + ".",
                        "Give a value of that type.");
            }
        }
        child.parameters().stream()
                .filter(p -> p.required() && !bound.contains(p.name()))
                .forEach(p -> problems.add(
                        node,
                        "parameter \"" + p.name() + "\" of sub-flow \"" + child.name()
                                + "\" is given no value and has no default.",
                        "Add with(\"" + p.name() + "\", ..)."));
    }
}
