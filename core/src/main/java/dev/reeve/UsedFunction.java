package dev.reeve;

import dev.reeve.graph.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * The method behind a function, by which a tool finds the tasks of a flow that call it: {@code
 * UsedFunction.of((Task1<URI, CaseTable>) CovidFlow::downloadData)}. Immutable.
 */
public final class UsedFunction {
    private final FunctionShape shape;

    private UsedFunction(FunctionShape shape) {
        this.shape = shape;
    }

    /** That of a function. */
    public static UsedFunction of(TaskFunction function) {
        return new UsedFunction(FunctionShape.of(FunctionCall.of(function)));
    }

    /** Whether it is a method or constructor that can be told from others; a lambda is not. */
    public boolean isNamed() {
        return shape.form() != FunctionShape.Form.LAMBDA && shape.executable() != null;
    }

    /** Class and method for people: {@code CovidFlow.downloadData}. */
    public String text() {
        String method = shape.methodName();
        return shape.owner().getSimpleName() + (method.isEmpty() ? "" : "." + method);
    }

    /** Whether that node calls it. False for every node if it {@linkplain #isNamed is not named}. */
    public boolean isIn(GraphNode node) {
        FunctionShape other = node.body() instanceof CheckedBody checked ? checked.shape() : null;
        return isNamed() && other != null && same(other.executable(), shape.executable());
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one != null && one.equals(other);
    }

    @Override
    public String toString() {
        return text();
    }
}
