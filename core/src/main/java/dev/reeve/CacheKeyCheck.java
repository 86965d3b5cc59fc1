package dev.reeve;

import dev.reeve.graph.CacheRule;
import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.NodeSettings;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with what a task is cached by: names that nothing has, and a key for a cache that is none. */
final class CacheKeyCheck {
    private final NodeSpec spec;
    private final Problems problems;
    private final List<String> inputs;
    private final List<String> parameters = new ArrayList<>();

    private CacheKeyCheck(NodeSpec spec, FunctionInfo function, Problems problems) {
        this.spec = spec;
        this.problems = problems;
        this.inputs = function.inputNames();
        for (Parameter<?> parameter : spec.definition().parameters()) {
            parameters.add(parameter.name());
        }
    }

    static void check(NodeSpec spec, FunctionInfo function, NodeSettings settings, Problems problems) {
        if (settings.cachedBy().isEmpty()) {
            return;
        }
        if (settings.cacheFor() == null) {
            problems.add(
                    spec,
                    "it says what its result is cached by but caches nothing.",
                    "Add .cacheFor(..) to say how long a result may be used.");
        }
        boolean keyed = !settings.cachedBy().stream().allMatch(CacheRule.UsableIf.class::isInstance);
        if (keyed && !settings.target().isEmpty()) {
            problems.add(
                    spec,
                    "it has a target and says what its result is cached by, but a target is found by its name.",
                    "Leave out one of them, or put what it is to be cached by into the target.");
        }
        CacheKeyCheck check = new CacheKeyCheck(spec, function, problems);
        for (CacheRule rule : settings.cachedBy()) {
            check.rule(rule);
        }
    }

    private void rule(CacheRule rule) {
        switch (rule) {
            case CacheRule.Inputs r -> names("input", "inputs", r.names(), inputs);
            case CacheRule.Parameters r -> names("parameter", "parameters", r.names(), parameters);
            case CacheRule.DurationOnly r -> {}
            case CacheRule.AllInputs r -> {}
            case CacheRule.AllParameters r -> {}
            case CacheRule.Own r -> {}
            case CacheRule.UsableIf r -> {}
        }
    }

    private void names(String one, String many, List<String> named, List<String> there) {
        List<String> known = new ArrayList<>(there);
        known.removeIf(String::isEmpty); // javac kept no name
        if (named.isEmpty()) {
            problems.add(
                    spec,
                    "it is cached by " + many + " but names none.",
                    "Name one, or use CacheKey.DURATION_ONLY if any result that is young enough will do.");
        }
        for (String name : named) {
            if (!known.contains(name)) {
                problems.add(
                        spec,
                        "it is cached by the " + one + " \"" + name + "\", which it does not have.",
                        known.isEmpty() ? remedyForNone(one) : "It has " + String.join(", ", known) + ".");
            }
        }
    }

    private static String remedyForNone(String one) {
        return one.equals("input")
                ? "No input has a name; compile the class of the method with javac -parameters, and use a method"
                        + " reference."
                : "The flow has no parameters.";
    }
}
