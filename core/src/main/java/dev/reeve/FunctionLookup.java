package dev.reeve;

import dev.reeve.FunctionShape.Form;
import dev.reeve.graph.FunctionCode;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the method behind a function object. A serializable lambda can be asked for it; the JDK makes one class for
 * each place in the code, so what was found is kept with that class and goes when it goes.
 */
final class FunctionLookup extends ClassValue<FunctionLookup.Entry> {
    private static final FunctionLookup ENTRIES = new FunctionLookup();

    static final class Entry {
        private final @Nullable Method writeReplace;
        private boolean captures; // written before shape, read after it
        private volatile @Nullable FunctionShape shape; // the same whoever computes it, so no lock

        Entry(@Nullable Method writeReplace) {
            this.writeReplace = writeReplace;
        }
    }

    private FunctionLookup() {}

    @Override
    protected Entry computeValue(Class<?> type) {
        return new Entry(writeReplace(type));
    }

    static FunctionShape shapeOf(FunctionCall call) {
        TaskFunction function = call.function();
        Entry entry = ENTRIES.get(function.getClass());
        FunctionShape known = entry.shape;
        if (known == null) {
            SerializedLambda lambda = lambda(function);
            known = lambda != null ? ofLambda(function.getClass(), lambda, call.inputs()) : ofObject(call);
            entry.captures = lambda != null && lambda.getCapturedArgCount() > 0;
            entry.shape = known;
        }
        return known;
    }

    /** What a lambda or bound method reference carries along; nothing for an object. */
    static List<@Nullable Object> captured(FunctionCall call) {
        shapeOf(call);
        TaskFunction function = call.function();
        if (!ENTRIES.get(function.getClass()).captures) { // the most; asking the lambda itself is slow
            return List.of();
        }
        SerializedLambda lambda = lambda(function);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; lambda != null && i < lambda.getCapturedArgCount(); i++) {
            values.add(lambda.getCapturedArg(i));
        }
        return values;
    }

    /** Where the function's code stands. */
    static FunctionCode code(FunctionCall call) {
        FunctionShape shape = shapeOf(call);
        TaskFunction function = call.function();
        SerializedLambda lambda = lambda(function);
        boolean object = shape.form() == Form.OBJECT;
        return new FunctionCode(
                shape.owner(),
                shape.codeName(),
                shape.descriptor(),
                shape.ofInstance(),
                lambda == null ? null : site(lambda, function.getClass().getClassLoader()),
                object ? List.of(function) : captured(call));
    }

    private static @Nullable Class<?> site(SerializedLambda lambda, ClassLoader loader) {
        try {
            return Class.forName(lambda.getCapturingClass().replace('/', '.'), false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable SerializedLambda lambda(TaskFunction function) {
        Method writeReplace = ENTRIES.get(function.getClass()).writeReplace;
        if (writeReplace == null) {
            return null;
        }
        try {
            return writeReplace.invoke(function) instanceof SerializedLambda lambda ? lambda : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable Method writeReplace(Class<?> type) {
        if (!type.isHidden()) { // an object of the user's; a writeReplace of its own is none of our business
            return null;
        }
        try {
            Method method = type.getDeclaredMethod("writeReplace");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException | InaccessibleObjectException e) {
            return null;
        }
    }

    private static FunctionShape ofLambda(Class<?> type, SerializedLambda lambda, int inputs) {
        ClassLoader loader = type.getClassLoader();
        try {
            Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
            MethodType signature = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
            if (lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
                return new FunctionShape(
                        Form.CONSTRUCTOR, owner, owner.getDeclaredConstructor(signature.parameterArray()), "", inputs);
            }
            Method method = find(owner, lambda.getImplMethodName(), signature);
            return new FunctionShape(
                    method.isSynthetic() ? Form.LAMBDA : Form.METHOD, method.getDeclaringClass(), method, "", inputs);
        } catch (ReflectiveOperationException | TypeNotPresentException | LinkageError e) {
            return new FunctionShape(
                    Form.LAMBDA,
                    type,
                    null,
                    "its method " + lambda.getImplMethodName() + " of "
                            + lambda.getImplClass().replace('/', '.') + " could not be read: " + e,
                    inputs);
        }
    }

    /** The declared method: private ones as well, those inherited from classes and interfaces too. */
    private static Method find(Class<?> owner, String name, MethodType signature) throws NoSuchMethodException {
        Deque<Class<?>> types = new ArrayDeque<>();
        for (Class<?> type = owner; type != null; type = types.poll()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && method.getReturnType() == signature.returnType()
                        && Arrays.equals(method.getParameterTypes(), signature.parameterArray())) {
                    return method;
                }
            }
            if (type.getSuperclass() != null) {
                types.add(type.getSuperclass());
            }
            Collections.addAll(types, type.getInterfaces());
        }
        throw new NoSuchMethodException(owner.getName() + "." + name + signature);
    }

    private static FunctionShape ofObject(FunctionCall call) {
        Class<?> type = call.function().getClass();
        int inputs = call.inputs();
        if (type.isHidden()) {
            return new FunctionShape(Form.LAMBDA, type, null, "the package of its class is not open to reeve", inputs);
        }
        Method best = null;
        for (Class<?> t = type; t != null && best == null; t = t.getSuperclass()) {
            for (Method method : t.getDeclaredMethods()) {
                if (method.getName().equals(call.methodName())
                        && method.getParameterCount() == inputs
                        && !method.isBridge()) {
                    best = method;
                }
            }
        }
        return new FunctionShape(Form.OBJECT, type, best, "", inputs);
    }
}
