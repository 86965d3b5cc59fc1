package dev.reeve;

import dev.reeve.FunctionShape.Form;
import dev.reeve.graph.Body;
import dev.reeve.graph.FunctionInfo;
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

    static NodeFunction of(NodeSpec spec) {
        return switch (spec.work()) {
            case Work.BuiltIn w -> new NodeFunction(w.info(), w.body(), w.name(), null, w.hasValue());
            case Work.OfFunction w -> of(w);
        };
    }

    private static NodeFunction of(Work.OfFunction work) {
        TaskFunction function = work.function();
        FunctionShape shape = FunctionShape.of(function);
        Object receiver = receiver(function, shape);
        Task annotation = shape.annotation(receiver);
        FunctionInfo info = new FunctionInfo(
                shape.owner(),
                shape.methodName(),
                work.hasValue() ? shape.resultType() : void.class,
                shape.inputNames(),
                receiver);
        return new NodeFunction(
                info,
                new CheckedBody(FunctionCall.of(function).body(), shape, info.text(), shape.primitives()),
                receiver == null ? shape.taskName() : shape.taskName(annotation),
                annotation,
                shape.returnType() != void.class);
    }

    private static @Nullable Object receiver(TaskFunction function, FunctionShape shape) {
        if (shape.form() == Form.OBJECT) {
            return function;
        }
        if (!shape.takesReceiver()) {
            return null;
        }
        List<@Nullable Object> captured = FunctionLookup.captured(function);
        return captured.size() == 1 ? captured.getFirst() : null;
    }
}
