package dev.reeve;

import dev.reeve.FunctionShape.Form;
import dev.reeve.graph.Body;
import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node's function tells about it.
 *
 * @param baseName the name it gives the node; empty if it gives none
 * @param annotation the options that stand with the function
 * @param returnsValue whether the function has a value, be it one that the node does not want
 */
record NodeFunction(
        FunctionInfo info,
        @Nullable Body body,
        String baseName,
        @Nullable Task annotation,
        boolean returnsValue) {

    static NodeFunction of(Work.BuiltIn work) {
        return new NodeFunction(work.info(), work.body(), work.name(), null, work.hasValue());
    }

    static NodeFunction of(Work.OfFunction work) {
        FunctionCall call = work.call();
        FunctionShape shape = FunctionShape.of(call);
        Object receiver = receiver(call, shape);
        Task annotation = shape.annotation(receiver);
        FunctionInfo info = new FunctionInfo(
                shape.owner(),
                shape.methodName(),
                work.hasValue() ? resultType(work.kind(), shape.resultType()) : void.class,
                work.kind() == Kind.LOOP ? argument(shape.resultType(), 0) : null,
                shape.inputNames(),
                receiver);
        return new NodeFunction(
                info,
                CheckedBody.of(call, shape, info),
                receiver == null ? shape.taskName() : shape.taskName(annotation),
                annotation,
                shape.returnType() != void.class);
    }

    /** The type of the node's value, which a loop and a dynamic task's function wrap. */
    private static @Nullable Type resultType(Kind kind, @Nullable Type declared) {
        if (kind == Kind.LOOP) {
            return argument(declared, 1);
        }
        return kind == Kind.DYNAMIC ? argument(declared, 0) : declared;
    }

    private static @Nullable Type argument(@Nullable Type declared, int index) {
        return declared instanceof ParameterizedType generic
                        && !(generic.getActualTypeArguments()[index] instanceof WildcardType)
                ? generic.getActualTypeArguments()[index]
                : null;
    }

    private static @Nullable Object receiver(FunctionCall call, FunctionShape shape) {
        if (shape.form() == Form.OBJECT) {
            return call.function();
        }
        if (!shape.takesReceiver()) {
            return null;
        }
        List<@Nullable Object> captured = FunctionLookup.captured(call);
        return captured.size() == 1 ? captured.getFirst() : null;
    }
}
