package dev.reeve;

import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ActiveRun;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the values of outputs in a run. */
final class Results {
    private final Flow flow;
    private final ActiveRun run;

    Results(Flow flow, ActiveRun run) {
        this.flow = flow;
        this.run = run;
    }

    // javac checked the types where the task was wired, null included
    @SuppressWarnings({"unchecked", "NullAway"})
    <T extends @Nullable Object> T valueOf(Output<T> output) {
        return (T) value(output);
    }

    private @Nullable Object value(Output<?> output) {
        return switch (output) {
            case Parameter<?> p -> {
                requireOwn(flow, p.definition(), p);
                yield run.view().parameters().get(p.name());
            }
            case TaskNode<?> n -> ofNode(n.spec(), n);
            case ApprovalNode<?> n -> ofNode(n.spec(), n);
            case Derived<?> d -> derived(d);
        };
    }

    private @Nullable Object derived(Derived<?> output) {
        return switch (output.source()) {
            case Derived.Constant s -> s.value();
            case Derived.OfNode s -> ofNode(s.spec(), output);
            case Derived.Part s -> part(s);
            case Derived.All s -> {
                List<@Nullable Object> values = new ArrayList<>();
                s.parts().forEach(part -> values.add(value(part)));
                yield values;
            }
            case Derived.Is s -> Objects.equals(value(s.source()), s.constant());
            case Derived.IsAnother s -> !s.constants().contains(value(s.source()));
            case Derived.Flat s -> flattened(value(s.lists()));
            case Derived.Element s -> throw notHere(output);
            case Derived.Context s -> throw notHere(output);
            case Derived.SecretNamed s -> throw notHere(output);
        };
    }

    private static List<@Nullable Object> flattened(@Nullable Object lists) {
        List<@Nullable Object> values = new ArrayList<>();
        if (lists instanceof List<?> outer) {
            outer.forEach(inner -> {
                if (inner instanceof List<?> list) {
                    values.addAll(list);
                }
            });
        }
        return values;
    }

    private static IllegalArgumentException notHere(Output<?> output) {
        return new IllegalArgumentException(output + " has a value only inside a task. Ask for the task's own output.");
    }

    @SuppressWarnings("unchecked") // as above
    private @Nullable Object part(Derived.Part part) {
        Object whole = value(part.whole());
        try {
            return whole == null ? null : ((Task1<Object, @Nullable Object>) part.component()).call(whole);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("taking a part of " + part.whole() + " failed: " + e.getMessage(), e);
        }
    }

    private @Nullable Object ofNode(NodeSpec spec, Output<?> output) {
        requireOwn(flow, spec.definition(), output);
        return new TaskOutcome(run, flow.graph().node(flow.place(spec)), -1).value();
    }

    /** The index of the task that a handle stands for. */
    static int index(Flow flow, Node handle) {
        NodeSpec spec = spec(handle);
        requireOwn(flow, spec.definition(), handle);
        return flow.place(spec);
    }

    /** The task that a handle stands for. */
    static NodeSpec spec(Node handle) {
        return switch (handle) {
            case ActionNode n -> n.spec();
            case TaskNode<?> n -> n.spec();
            case ApprovalNode<?> n -> n.spec();
            case Derived<?> d -> {
                if (!(d.source() instanceof Derived.OfNode of)) {
                    throw new IllegalArgumentException(d + " is no task. Name the task that it is taken from.");
                }
                yield of.spec();
            }
            case Parameter<?> p -> throw new IllegalArgumentException(p + " is no task but a parameter.");
        };
    }

    private static void requireOwn(Flow flow, Definition definition, Node handle) {
        if (!definition.origin().equals(flow.origin())) {
            throw new IllegalArgumentException(handle + " belongs to "
                    + (definition.flow().equals(flow.name()) ? "another definition of flow \"" : "flow \"")
                    + definition.flow() + "\", and this is a run of flow \"" + flow.name() + "\".");
        }
    }

    static String missing(GraphNode node, int child, State state) {
        String task = "task \"" + node.name() + (child < 0 ? "" : "[" + child + "]") + "\"";
        if (!node.hasValue()) {
            return "The " + task + " yields no value.";
        }
        if (state instanceof State.Success || state instanceof State.Cached) {
            return "The value of " + task
                    + " was let go after its last use. To have it after the run, call .keep() on it"
                    + " where the flow is defined.";
        }
        return "The " + task + " has no value: it is " + words(state) + ".";
    }

    /** The state in one line. */
    static String words(State state) {
        return state.message().isEmpty() ? state.name() : state.name() + ": " + state.message();
    }
}
