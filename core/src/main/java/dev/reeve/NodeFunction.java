package dev.reeve;

import dev.reeve.FunctionShape.Form;
import dev.reeve.graph.Body;
import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.Names;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
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
        FunctionCall call = FunctionCall.of(function);
        Object receiver = receiver(function, shape);
        Task annotation = shape.annotation(receiver);
        String name = annotation != null && !annotation.name().isEmpty()
                ? annotation.name()
                : Names.snakeCase(shape.codeName());
        FunctionInfo info = new FunctionInfo(
                shape.owner(),
                shape.form() == Form.LAMBDA ? "" : shape.methodName(),
                work.hasValue() ? resultType(shape) : void.class,
                shape.inputNames(call.inputs()),
                receiver);
        return new NodeFunction(info, call.body(), name, annotation, shape.returnType() != void.class);
    }

    private static @Nullable Object receiver(TaskFunction function, FunctionShape shape) {
        return switch (shape.form()) {
            case OBJECT -> function;
            case METHOD -> {
                List<@Nullable Object> captured = FunctionLookup.captured(function);
                yield captured.size() == 1
                                && shape.executable() != null
                                && !Modifier.isStatic(shape.executable().getModifiers())
                        ? captured.getFirst()
                        : null;
            }
            case CONSTRUCTOR, LAMBDA -> null;
        };
    }

    private static @Nullable Type resultType(FunctionShape shape) {
        if (shape.form() == Form.LAMBDA) {
            return null; // its method is synthetic, so javac keeps no generic type
        }
        Type type = switch (shape.executable()) {
            case Method method -> method.getGenericReturnType();
            case Constructor<?> constructor ->
                constructor.getDeclaringClass().getTypeParameters().length == 0
                        ? constructor.getDeclaringClass()
                        : null;
            case null -> null;
        };
        return type == null || ValueTypes.hasVariables(type) ? null : type;
    }
}
