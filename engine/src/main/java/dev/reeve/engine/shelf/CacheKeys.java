package dev.reeve.engine.shelf;

import dev.reeve.TaskRun;
import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.CacheRule;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of cached results: by flow and task, or by what is shared on purpose, by code, and by what the task says. */
final class CacheKeys {
    private static final List<CacheRule> BY_INPUTS = List.of(new CacheRule.AllInputs());

    private final NodeFingerprints fingerprints;

    CacheKeys(NodeFingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * The key; empty if it depends on something that cannot be told by what is in it, so that nothing found equals it.
     *
     * @throws RuntimeException if a key of the user's own cannot be made
     */
    String of(GraphNode node, @Nullable Object[] inputs, Shelf.Asking context) {
        String shared = node.settings().sharedCache();
        List<String> parts = new ArrayList<>(
                shared.isEmpty() ? List.of("flow", context.flowName(), node.name()) : List.of("shared", shared));
        parts.add(fingerprints.code(node));
        FlowGraph block = node.block();
        if (block != null) {
            String wiring = fingerprints.wiring(node, block);
            if (wiring == null) {
                return "";
            }
            parts.add(wiring);
        }
        List<CacheRule> rules = rules(node);
        boolean each = context.mapIndex() >= 0; // whether nothing yet tells a child from its siblings
        for (CacheRule rule : rules) {
            Optional<String> part = part(rule, node, inputs, context);
            if (part.isEmpty()) {
                return "";
            }
            parts.add(part.get());
            each &= !(rule instanceof CacheRule.Own) && !tellsChildrenApart(rule, node, inputs);
        }
        parts.add(each ? "child " + context.mapIndex() : "");
        return "cache/" + Fingerprints.combined(parts);
    }

    /** Those that make the key. */
    private static List<CacheRule> rules(GraphNode node) {
        List<CacheRule> rules = new ArrayList<>(node.settings().cachedBy());
        rules.removeIf(CacheRule.UsableIf.class::isInstance);
        return rules.isEmpty() ? BY_INPUTS : rules;
    }

    private Optional<String> part(CacheRule rule, GraphNode node, @Nullable Object[] inputs, Shelf.Asking context) {
        return switch (rule) {
            case CacheRule.DurationOnly r -> Optional.of("duration");
            case CacheRule.AllInputs r -> allInputs(node, inputs, context.lacking());
            case CacheRule.Inputs r ->
                combined("inputs", r.names(), name -> chosen(node, inputs, name, context.lacking()));
            case CacheRule.AllParameters r ->
                combined("parameters", fingerprints.parameterNames(), fingerprints::parameter);
            case CacheRule.Parameters r -> combined("parameters", r.names(), fingerprints::parameter);
            case CacheRule.Own r -> Optional.of(own(r, node, inputs, context));
            case CacheRule.UsableIf r -> Optional.of("");
        };
    }

    private interface Part {
        @Nullable
        String of(String name);
    }

    private static Optional<String> combined(String kind, List<String> names, Part part) {
        List<String> parts = new ArrayList<>(List.of(kind));
        for (String name : names) {
            String made = part.of(name);
            if (made == null) {
                return Optional.empty();
            }
            parts.add(name);
            parts.add(made);
        }
        return Optional.of(Fingerprints.combined(parts));
    }

    /** By what they were made from, but an element of a constant list by its value: its place says nothing. */
    private Optional<String> allInputs(GraphNode node, @Nullable Object[] inputs, String lacking) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            String value = isGiven(node.inputs().get(i)) ? valueOf(inputs[i]) : null;
            String made = value == null ? fingerprints.input(node, i) : value;
            if (made == null) {
                return Optional.empty();
            }
            parts.add(made);
        }
        if (!lacking.isEmpty()) {
            parts.add("lacking " + lacking);
        }
        return Optional.of(Fingerprints.combined(parts));
    }

    /** By its value where that can be told, which tells what is lacking too. */
    private @Nullable String chosen(GraphNode node, @Nullable Object[] inputs, String name, String lacking) {
        int i = node.function().inputNames().indexOf(name);
        Input input = node.inputs().get(i);
        String value = hasValueOfItsOwn(input) ? valueOf(inputs[i]) : null;
        if (value != null) {
            return value;
        }
        String made = fingerprints.input(node, i);
        return made == null || lacking.isEmpty() ? made : made + " lacking " + lacking;
    }

    private static @Nullable String valueOf(@Nullable Object value) {
        return Fingerprints.ofValue(value, Masking.ofThisProcess()::shows)
                .map(hash -> "value " + hash)
                .orElse(null);
    }

    /** Whether all that differs from child to child is in it by value. */
    private static boolean tellsChildrenApart(CacheRule rule, GraphNode node, @Nullable Object[] inputs) {
        for (int i = 0; i < node.inputs().size(); i++) {
            if (node.inputs().get(i) instanceof Input.Each each) {
                boolean inIt = rule instanceof CacheRule.AllInputs
                        ? isGiven(each)
                        : rule instanceof CacheRule.Inputs chosen
                                && chosen.names()
                                        .contains(node.function().inputNames().get(i));
                if (!inIt || valueOf(inputs[i]) == null) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether it is an element of a list that was given with the flow or the run. */
    private static boolean isGiven(Input input) {
        return input instanceof Input.Each each
                && (each.list() instanceof Input.Constant || each.list() instanceof Input.FromParameter);
    }

    /** The context of an attempt is another one each time, and a secret is never to be told by what it is. */
    private static boolean hasValueOfItsOwn(Input input) {
        return !(input instanceof Input.Context || input instanceof Input.FromSecret);
    }

    private static String own(CacheRule.Own rule, GraphNode node, @Nullable Object[] inputs, TaskRun context) {
        CacheRule.Call call = new CacheRule.Call(
                context.flowName(), node.name(), context.mapIndex(), Keys.named(node, inputs), context.parameters());
        Object key = rule.key().apply(call);
        if (Fingerprints.ofValue(key).isPresent()
                && Fingerprints.ofValue(key, Masking.ofThisProcess()::shows).isEmpty()) {
            throw new IllegalArgumentException("the cache key of task \"" + node.name() + "\" of flow \""
                    + context.flowName() + "\" has a secret in it. Leave it out of the key.");
        }
        return Fingerprints.ofValue(key)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "the cache key of task \"" + node.name()
                                        + "\" of flow \"" + context.flowName() + "\" is a "
                                        + (key == null ? "null" : key.getClass().getName())
                                        + ", which cannot be told by what is in it. Make a text, a number, or a record or list of them."));
    }
}
