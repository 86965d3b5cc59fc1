package dev.reeve;

import dev.reeve.graph.Body;
import dev.reeve.graph.FunctionCode;
import dev.reeve.graph.FunctionInfo;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function that says which of its inputs is null where it takes a primitive, or of a class that it does not take; the
 * JVM alone only says that something was.
 *
 * @param primitives for each input, the primitive type that it has to be of; null for none at all
 */
record CheckedBody(
        FunctionCall function,
        Body body,
        FunctionShape shape,
        FunctionInfo info,
        @Nullable Class<?> @Nullable [] primitives)
        implements Body, FunctionCode.Told, Serializable {
    static CheckedBody of(FunctionCall call, FunctionShape shape, FunctionInfo info) {
        return new CheckedBody(call, call.body(), shape, info, shape.primitives());
    }

    /** Only the function travels: what is known of it is found out again where it arrives. */
    @Serial
    private Object writeReplace() {
        return new Sent(function.function());
    }

    /** A function on its way to another process. */
    record Sent(TaskFunction function) implements Serializable {
        @Serial
        private Object readResolve() {
            FunctionCall call = FunctionCall.of(function);
            FunctionShape shape = FunctionShape.of(call);
            FunctionInfo info = new FunctionInfo(
                    shape.owner(), shape.methodName(), shape.resultType(), null, shape.inputNames(), null);
            return of(call, shape, info);
        }
    }

    @Override
    public FunctionCode code() {
        return FunctionLookup.code(function);
    }

    @Override
    public @Nullable Object call(@Nullable Object[] inputs) throws Exception {
        if (primitives != null) {
            requireThere(primitives, inputs);
        }
        try {
            return body.call(inputs);
        } catch (ClassCastException thrown) {
            throw Mismatch.explained(thrown, shape, info.text(), inputs);
        }
    }

    private void requireThere(@Nullable Class<?>[] needed, @Nullable Object[] inputs) {
        for (int i = 0; i < inputs.length; i++) {
            Class<?> type = needed[i];
            if (type != null && inputs[i] == null) {
                String name = shape.inputNames().get(i);
                throw new NullPointerException("input " + (i + 1) + (name.isEmpty() ? "" : " (" + name + ")")
                        + " of " + info.text() + " is null, but it takes " + type.getName()
                        + ". Take the boxed type to be given null.");
            }
        }
    }
}
