package dev.reeve;

import dev.reeve.graph.ParameterSpec;
import dev.reeve.graph.ValueWords;
import java.lang.reflect.Type;
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
            } else {
                constant(node, child, binding, spec.get().type());
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

    private static void constant(NodeSpec node, Flow child, Binding binding, Type type) {
        if (!(binding.input() instanceof Derived<?> derived)
                || !(derived.source() instanceof Derived.Constant constant)) {
            return;
        }
        Misfit misfit = Misfit.in(binding.parameter(), type, constant.value());
        if (misfit != null) {
            node.definition()
                    .problems()
                    .add(
                            node,
                            "parameter \"" + binding.parameter() + "\" of sub-flow \"" + child.name()
                                    + "\" is given " + ValueWords.of(constant.value()) + ", which is no "
                                    + ValueTypes.words(type) + misfit.detail(type) + ".",
                            "Give a value of that type.");
        }
    }
}
