package dev.reeve;

import dev.reeve.graph.Component;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns handles into the inputs, conditions and orders of a graph, and finds those that cannot be meant so. */
final class Wiring {
    private final Definition definition;
    private final Problems problems;
    private final Function<NodeSpec, String> nameOf;
    private final @Nullable Input[] ofNode;
    private final IdentityHashMap<GuardSpec, Guard> guards = new IdentityHashMap<>();

    /**
     * Where a handle is used, for messages.
     *
     * @param inputNames the names of the node's inputs, as far as they are known
     * @param index which of them it is; -1 for none, then the text says what it is
     */
    record Place(@Nullable NodeSpec node, String text, List<String> inputNames, int index) {
        Place(@Nullable NodeSpec node, String text) {
            this(node, text, List.of(), -1);
        }

        static Place input(NodeSpec node, List<String> inputNames, int index) {
            return new Place(node, "", inputNames, index);
        }

        String what() {
            if (index < 0) {
                return text;
            }
            String name = index < inputNames.size() ? inputNames.get(index) : "";
            return "input " + (index + 1) + (name.isEmpty() ? "" : " (" + name + ")");
        }
    }

    Wiring(Definition definition, Function<NodeSpec, String> nameOf) {
        this.definition = definition;
        this.problems = definition.problems();
        this.nameOf = nameOf;
        this.ofNode = new Input[definition.nodes().size()];
    }

    /** The input that a handle stands for. */
    Input input(MapInput<?> input, Place place) {
        if (input instanceof TaskNode<?> n) { // these are the most; they spare a small flow the switch and its classes
            return node(n.spec(), place);
        }
        if (input instanceof Derived<?> d) {
            return d.source().input(this, place);
        }
        if (input instanceof Parameter<?> p) {
            return parameter(p, place);
        }
        return switch (input) {
            case Each<?> each ->
                new Input.Each(
                        input(each.list(), place),
                        each.path().stream().map(part -> component(part, place)).toList());
            case Parameter<?> p -> parameter(p, place);
            case TaskNode<?> n -> node(n.spec(), place);
            case ApprovalNode<?> n -> node(n.spec(), place);
            case Derived<?> d -> d.source().input(this, place);
        };
    }

    /** An input that something is taken from before the task runs. */
    Input inner(Output<?> output, Place place) {
        if (output instanceof Derived<?> derived) {
            if (derived.source() instanceof Derived.SecretNamed secret) {
                problem(
                        place,
                        place.what() + " takes something out of secret \"" + secret.name()
                                + "\", which has no value before the task runs.",
                        "Pass secret(\"" + secret.name() + "\") itself and call reveal() inside the task.");
            } else if (derived.source() instanceof Derived.Context) {
                problem(
                        place,
                        place.what() + " takes something out of taskRun(), which exists only while the task runs.",
                        "Pass taskRun() itself, or call TaskRun.current() inside the task.");
            }
        }
        return input(output, place);
    }

    @SuppressWarnings("unchecked") // javac checked the types where the part was taken
    Component component(Task1<?, ?> function, Place place) {
        FunctionCall call = FunctionCall.task(function);
        FunctionCheck.captured(call)
                .ifPresent(handle -> problem(
                        place,
                        place.what() + " is a part taken by a function that carries " + handle
                                + " along, which has no value yet.",
                        "Pass both as inputs and put them together inside a task."));
        Task1<Object, @Nullable Object> part = (Task1<Object, @Nullable Object>) function;
        return new CheckedPart(call, part);
    }

    private Input parameter(Parameter<?> parameter, Place place) {
        if (parameter.definition() != definition) {
            foreign(place, "parameter", parameter.name(), parameter.definition());
            return nothing();
        }
        return new Input.FromParameter(parameter.index());
    }

    Input node(NodeSpec spec, Place place) {
        if (spec.definition() != definition) {
            foreign(place, "task", spec.provisionalName(), spec.definition());
            return nothing();
        }
        Input known = ofNode[spec.index()];
        if (known == null) { // made once, however many read it
            known = new Input.FromNode(spec.index());
            ofNode[spec.index()] = known;
        }
        return known;
    }

    private void foreign(Place place, String what, String name, Definition other) {
        String flow = other.flow().equals(definition.flow()) ? "another definition of flow \"" : "flow \"";
        problem(
                place,
                place.what() + " comes from " + what + " \"" + name + "\" of " + flow + other.flow() + "\".",
                "Tasks can only be wired inside one Flow.define(...). Define \"" + name + "\" again in this flow.");
    }

    Input constant(@Nullable Object value, Place place) {
        if (value instanceof Node) {
            problem(
                    place,
                    place.what() + " is value(..) of " + value + ".",
                    "Pass the output itself, without value(..).");
        } else if (value instanceof String text && text.indexOf(Handles.OPEN) >= 0) {
            problem(
                    place,
                    place.what() + " is a string built from an output, which has no value yet: " + text,
                    "Pass the output as an input and build the string inside a task.");
        } else if (value instanceof Collection<?> values && values.stream().anyMatch(Node.class::isInstance)) {
            problem(
                    place,
                    place.what() + " is value(..) of a collection of outputs.",
                    "Use all(..), which makes one list of several outputs.");
        } else {
            return new Input.Constant(value);
        }
        return nothing();
    }

    /** The guard for a condition; made once, however many nodes it holds for. */
    Guard guard(GuardSpec spec, @Nullable NodeSpec node) {
        Guard known = guards.get(spec);
        if (known == null) {
            Input condition = inner(spec.condition(), new Place(node, "its condition"));
            known = new Guard(condition, spec.expected(), words(spec));
            guards.put(spec, known);
        }
        return known;
    }

    private String words(GuardSpec spec) {
        return spec.before() + Handles.text(spec.subject(), nameOf) + spec.after();
    }

    String words(Scope scope) {
        return scope.guard() != null ? words(scope.guard()) : scope.before() + Handles.text(scope.subject(), nameOf);
    }

    /** The index of the node that runs that block for each element. */
    int fanOut(Scope block) {
        NodeSpec spec = definition.fanOut(block);
        return spec == null ? -1 : spec.index(); // none where the definition broke off inside the block
    }

    /** The nodes that a handle stands for; for a part or fan-in all that it reads. */
    List<Integer> nodes(Node handle, Place place) {
        List<Integer> found = new ArrayList<>();
        switch (handle) {
            case ActionNode action -> node(action.spec(), place).forEachNode(found::add);
            case Output<?> output -> {
                int known = problems.size();
                input(output, place).forEachNode(found::add);
                if (found.isEmpty() && problems.size() == known) {
                    problem(
                            place,
                            place.what() + " names " + output + ", which is no task.",
                            "Name a task there; parameters and constants are there from the start.");
                }
            }
        }
        return found;
    }

    /** In place of what cannot be meant so: the flow will not be made. */
    private static Input nothing() {
        return new Input.Constant(null);
    }

    private void problem(Place place, String cause, String remedy) {
        if (place.node() == null) {
            problems.add(cause, remedy);
        } else {
            problems.add(place.node(), cause, remedy);
        }
    }
}
