package dev.reeve;

import dev.reeve.graph.Names;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a function object stands for. The same for all objects of one class, so it is found once for each class; a
 * receiver is no part of it.
 *
 * @param owner the class that declares it
 * @param executable its method or constructor; null where there is none to be seen
 * @param note why there is none; empty if there is
 */
record FunctionShape(Form form, Class<?> owner, @Nullable Executable executable, String note) {
    enum Form {
        /** A reference to a method. */
        METHOD,
        /** A reference to a constructor. */
        CONSTRUCTOR,
        /** A lambda, or a method reference that javac compiles like one. */
        LAMBDA,
        /** An object of a class of the user's. */
        OBJECT
    }

    static FunctionShape of(TaskFunction function) {
        return FunctionLookup.shapeOf(function);
    }

    /** The name that it gives a task, if it gives one. */
    Optional<String> taskName() {
        Task annotation = annotation(null);
        if (annotation != null && !annotation.name().isEmpty()) {
            return Optional.of(annotation.name());
        }
        String name = codeName();
        return name.isEmpty() ? Optional.empty() : Optional.of(Names.snakeCase(name));
    }

    /** The name for people of a part of a value. */
    String shortName() {
        return form == Form.METHOD && executable != null ? executable.getName() : "part";
    }

    /** The name of its method; {@code new} for a constructor, empty for a lambda. */
    String methodName() {
        return switch (form) {
            case METHOD, OBJECT -> executable == null ? "" : executable.getName();
            case CONSTRUCTOR -> "new";
            case LAMBDA -> "";
        };
    }

    /** What it is called in the code: the method, or the class of an object; empty for a lambda. */
    String codeName() {
        return switch (form) {
            case METHOD -> executable == null ? "" : executable.getName();
            case CONSTRUCTOR, OBJECT -> owner.getSimpleName();
            case LAMBDA -> "";
        };
    }

    /** The annotation of the method; that of an override counts, where the object it is called on is known. */
    @Nullable
    Task annotation(@Nullable Object receiver) {
        if (form == Form.LAMBDA || !(executable instanceof Method method)) {
            return executable == null || form == Form.LAMBDA ? null : executable.getAnnotation(Task.class);
        }
        if (receiver != null
                && !Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())) {
            for (Class<?> type = receiver.getClass(); type != null && type != owner; type = type.getSuperclass()) {
                Task found = annotationIn(type, method);
                if (found != null) {
                    return found;
                }
            }
        }
        return method.getAnnotation(Task.class);
    }

    private static @Nullable Task annotationIn(Class<?> type, Method overridden) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(overridden.getName())
                    && Arrays.equals(method.getParameterTypes(), overridden.getParameterTypes())
                    && method.isAnnotationPresent(Task.class)) {
                return method.getAnnotation(Task.class);
            }
        }
        return null;
    }

    /** The class of its value, erased; void if it has none, Object where it cannot be seen. */
    Class<?> returnType() {
        return switch (executable) {
            case Method method -> method.getReturnType();
            case Constructor<?> constructor -> constructor.getDeclaringClass();
            case null -> Object.class;
        };
    }

    /** The names of its inputs as they stand in the code; empty texts where javac did not keep them. */
    List<String> inputNames(int inputs) {
        List<String> names = new ArrayList<>(Collections.nCopies(inputs, ""));
        if (executable == null) {
            return names;
        }
        Parameter[] declared = executable.getParameters();
        for (int i = 1; i <= Math.min(inputs, declared.length); i++) { // from the end: captured values come first
            Parameter parameter = declared[declared.length - i];
            if (parameter.isNamePresent()) {
                names.set(inputs - i, parameter.getName());
            }
        }
        return names;
    }
}
