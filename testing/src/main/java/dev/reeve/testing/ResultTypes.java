package dev.reeve.testing;

import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Kind;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Sees that a fake that javac did not check gives what the function gives. */
final class ResultTypes {
    private ResultTypes() {}

    /** That fake, which fails if it gives a value of another class than the node's function does. */
    static Fake checked(String path, GraphNode node, Fake fake) {
        Class<?> expected = expected(node);
        if (expected == null) {
            return fake;
        }
        return call -> {
            Object value = fake.answer(call);
            if (value != null && !expected.isInstance(value)) {
                throw new ClassCastException("the fake of task \"" + path + "\" gave a "
                        + value.getClass().getName() + ", but "
                        + node.function().text() + " gives a " + expected.getName());
            }
            return value;
        };
    }

    private static @Nullable Class<?> expected(GraphNode node) {
        boolean plain = node.kind() == Kind.TASK || node.kind() == Kind.MAP; // others wrap what they give
        Type type = node.hasValue() && plain ? node.function().resultType() : null;
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> found
                ? MethodType.methodType(found).wrap().returnType()
                : null;
    }
}
