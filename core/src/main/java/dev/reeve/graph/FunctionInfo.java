package dev.reeve.graph;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a node's function.
 *
 * @param owner the class that declares it, or the class of a task object; null for a node without a function
 * @param method its name; empty for a lambda
 * @param resultType the generic type of the node's value; null where it cannot be told (a lambda), void for none
 * @param turnType the generic type of what a loop passes from turn to turn; null for other nodes, and where it cannot be
 *     told
 * @param inputNames the names of its inputs as they stand in the code; an empty text for one that javac did not keep
 * @param receiver the object that a bound method reference or task object carries; null for a static method
 */
public record FunctionInfo(
        @Nullable Class<?> owner,
        String method,
        @Nullable Type resultType,
        @Nullable Type turnType,
        List<String> inputNames,
        @Nullable Object receiver) {
    /** A node without a function. */
    public static final FunctionInfo NONE = new FunctionInfo(null, "", null, null, List.of(), null);

    public FunctionInfo {
        inputNames = List.copyOf(inputNames);
    }

    /** Class and method for people: {@code CovidFlow.downloadData}. */
    public String text() {
        return owner == null ? "" : owner.getSimpleName() + (method.isEmpty() ? "" : "." + method);
    }
}
