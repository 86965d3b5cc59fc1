package dev.reeve;

import dev.reeve.FunctionShape.Form;
import dev.reeve.graph.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a node's function. */
final class FunctionCheck {
    private FunctionCheck() {}

    static void check(NodeSpec spec, NodeFunction function) {
        Problems problems = spec.definition().problems();
        if (spec.work().kind() == Kind.MAP && spec.inputs().stream().noneMatch(Each.class::isInstance)) {
            problems.add(
                    spec,
                    "it is mapped, but none of its inputs is each(..).",
                    "Write each(list) for the input that differs from child to child, or use f.task.");
        }
        if (spec.work() instanceof Work.OfFunction work) {
            checkFunction(spec, work, function, problems);
        }
    }

    private static void checkFunction(NodeSpec spec, Work.OfFunction work, NodeFunction function, Problems problems) {
        FunctionShape shape = FunctionShape.of(work.call());
        if (function.baseName().isEmpty() && spec.explicitName() == null) {
            nameless(spec, shape, problems);
        }
        Optional<Object> handle = captured(work.call());
        if (handle.isPresent()) {
            problems.add(
                    spec,
                    "its function carries " + handle.get() + " along, which has no value inside a task.",
                    "Make it an input of the function and pass it in the call.");
        }
        Class<?> returned = shape.returnType();
        boolean plain = work.kind() == Kind.TASK || work.kind() == Kind.MAP;
        if (plain && returned == Loop.class) {
            problems.add(spec, "its function returns a Loop.", "Use f.loop(..), which calls it until it is done.");
        } else if (plain && Flow.class.isAssignableFrom(returned)) {
            problems.add(
                    spec,
                    "its function returns a flow.",
                    "Use f.dynamic(..), which runs the flow, or f.subflow(..) for a flow that is known now.");
        } else if (Node.class.isAssignableFrom(returned)) {
            problems.add(
                    spec,
                    "its function returns a handle of the definition, not a value.",
                    "A function that adds tasks is called as a plain method, with the builder: cleaned(f, input).");
        }
    }

    private static void nameless(NodeSpec spec, FunctionShape shape, Problems problems) {
        if (!shape.note().isEmpty()) {
            problems.add(
                    spec,
                    "its function cannot be looked at: " + shape.note() + ".",
                    "Open the package to reeve, or give the task a name with .named(\"..\").");
        } else if (shape.form() == Form.OBJECT) {
            problems.add(
                    spec,
                    "its function is an object of a class without a name.",
                    "Give the task a name with .named(\"..\").");
        } else {
            problems.add(
                    spec,
                    "its function is a lambda, so it has no name. javac makes a lambda also of the method references"
                            + " super::x, Type[]::new, one with variable arguments given one by one, and one to a"
                            + " protected method that a superclass in another package declares; @Task is lost with it.",
                    "Give the task a name with .named(\"..\"), or refer to a method that can be reached as it is:"
                            + " make it public, or write a method that calls it.");
        }
    }

    /** A handle that a function carries along, if it does. */
    static Optional<Object> captured(FunctionCall call) {
        FunctionShape shape = FunctionShape.of(call);
        List<@Nullable Object> values =
                shape.form() == Form.OBJECT ? fields(call.function()) : FunctionLookup.captured(call);
        for (Object value : values) {
            Optional<Object> handle = handles(value).findFirst();
            if (handle.isPresent()) {
                return handle;
            }
        }
        return Optional.empty();
    }

    private static Stream<Object> handles(@Nullable Object value) {
        if (value instanceof Node || value instanceof Each<?>) {
            return Stream.of(value);
        }
        if (value instanceof FlowBuilder) {
            return Stream.of("the builder");
        }
        Stream<?> parts = Stream.empty();
        if (value instanceof Collection<?> values) {
            parts = values.stream();
        } else if (value instanceof Map<?, ?> map) {
            parts = map.values().stream();
        } else if (value instanceof Object[] values) {
            parts = Arrays.stream(values);
        }
        return parts.filter(Node.class::isInstance).map(Object.class::cast);
    }

    private static List<@Nullable Object> fields(Object object) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    try {
                        field.setAccessible(true);
                        values.add(field.get(object));
                    } catch (IllegalAccessException | InaccessibleObjectException e) {
                        // a closed module keeps it to itself; then it holds no handle of ours by mistake
                    }
                }
            }
        }
        return values;
    }
}
