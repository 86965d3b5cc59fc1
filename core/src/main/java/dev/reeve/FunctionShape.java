package dev.reeve;

import dev.reeve.graph.Names;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function object stands for. The same for all objects of one class, so it is found once for each class; a
 * receiver is no part of it. Immutable.
 */
final class FunctionShape {
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

    private final Form form;
    private final Class<?> owner;
    private final @Nullable Executable executable;
    private final String note;
    private final @Nullable Task annotation;
    private final String taskName;
    private final List<String> inputNames;
    private final @Nullable Class<?> @Nullable [] primitives;
    private final @Nullable Type resultType;

    /**
     * A shape.
     *
     * @param owner the class that declares it
     * @param executable its method or constructor; null where there is none to be seen
     * @param note why there is none; empty if there is
     * @param inputs how many inputs it takes
     */
    FunctionShape(Form form, Class<?> owner, @Nullable Executable executable, String note, int inputs) {
        this.form = form;
        this.owner = owner;
        this.executable = executable;
        this.note = note;
        this.annotation = executable == null ? null : executable.getAnnotation(Task.class);
        this.taskName = taskName(annotation);
        this.inputNames = inputNames(executable, inputs);
        this.primitives = primitives(executable, inputs);
        this.resultType = form == Form.LAMBDA ? null : resultType(executable); // a synthetic method has no generic type
    }

    static FunctionShape of(FunctionCall call) {
        return FunctionLookup.shapeOf(call);
    }

    Form form() {
        return form;
    }

    Class<?> owner() {
        return owner;
    }

    String note() {
        return note;
    }

    /** Its method or constructor; null where there is none to be seen. */
    @Nullable
    Executable executable() {
        return executable;
    }

    /** The name that it gives a task; empty if it gives none. */
    String taskName() {
        return taskName;
    }

    /** The name that it gives a task if that annotation counts. */
    String taskName(@Nullable Task counting) {
        if (counting != null && !counting.name().isEmpty()) {
            return counting.name();
        }
        return switch (form) {
            case METHOD -> executable == null ? "" : Names.snakeCase(executable.getName());
            case CONSTRUCTOR, OBJECT -> Names.snakeCase(owner.getSimpleName());
            case LAMBDA -> "";
        };
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

    /** The name of its method as class files write it; empty where none is to be seen. */
    String codeName() {
        return switch (executable) {
            case null -> "";
            case Method method -> method.getName();
            case Executable constructor -> "<init>";
        };
    }

    /** Parameters and value of its method as class files write them; empty where none is to be seen. */
    String descriptor() {
        return switch (executable) {
            case null -> "";
            case Method method ->
                MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString();
            case Executable constructor ->
                MethodType.methodType(void.class, constructor.getParameterTypes())
                        .descriptorString();
        };
    }

    /** Whether it is called on an object, or makes one. */
    boolean ofInstance() {
        return executable == null || form == Form.CONSTRUCTOR || !Modifier.isStatic(executable.getModifiers());
    }

    /** Whether it is called on an object that a reference can carry along. */
    boolean takesReceiver() {
        return form == Form.METHOD && executable != null && !Modifier.isStatic(executable.getModifiers());
    }

    /** The annotation of the method; that of an override counts, where the object it is called on is known. */
    @Nullable
    Task annotation(@Nullable Object receiver) {
        if (receiver != null
                && takesReceiver()
                && executable instanceof Method method
                && !Modifier.isPrivate(method.getModifiers())) {
            for (Class<?> type = receiver.getClass(); type != null && type != owner; type = type.getSuperclass()) {
                Task found = annotationIn(type, method);
                if (found != null) {
                    return found;
                }
            }
        }
        return annotation;
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
        if (executable instanceof Method method) {
            return method.getReturnType();
        }
        return executable == null ? Object.class : executable.getDeclaringClass();
    }

    /** The generic type of its value; null where it cannot be told. */
    @Nullable
    Type resultType() {
        return resultType;
    }

    private static @Nullable Type resultType(@Nullable Executable executable) {
        if (executable instanceof Method method) {
            Type type = method.getGenericReturnType();
            return ValueTypes.hasVariables(type) ? null : type;
        }
        Class<?> made = executable == null ? null : executable.getDeclaringClass();
        return made == null || made.getTypeParameters().length > 0 ? null : made;
    }

    /** The class that an input has to be of, erased and boxed; Object where it cannot be told. */
    Class<?> inputType(int input, int inputs) {
        Class<?>[] declared = executable == null ? new Class<?>[0] : executable.getParameterTypes();
        int place = declared.length - (inputs - input); // from the end: captured values come first
        if (place >= 0) {
            return ValueTypes.boxed(declared[place]);
        }
        return place == -1 && takesReceiver() ? owner : Object.class;
    }

    /** For each input, the primitive type that it has to be of; null for one that may be null. Null for none at all. */
    @Nullable
    Class<?> @Nullable [] primitives() {
        return primitives == null ? null : primitives.clone();
    }

    private static @Nullable Class<?> @Nullable [] primitives(@Nullable Executable executable, int inputs) {
        Class<?>[] declared = executable == null ? new Class<?>[0] : executable.getParameterTypes();
        @Nullable Class<?> @Nullable [] found = null;
        for (int i = 1; i <= Math.min(inputs, declared.length); i++) { // from the end: captured values come first
            Class<?> type = declared[declared.length - i];
            if (type.isPrimitive()) {
                found = found == null ? new @Nullable Class<?>[inputs] : found;
                found[inputs - i] = type;
            }
        }
        return found;
    }

    /** The names of its inputs as they stand in the code; empty texts where javac did not keep them. */
    List<String> inputNames() {
        return inputNames;
    }

    private static List<String> inputNames(@Nullable Executable executable, int inputs) {
        List<String> names = new ArrayList<>(Collections.nCopies(inputs, ""));
        Parameter[] declared = executable == null ? new Parameter[0] : executable.getParameters();
        for (int i = 1; i <= Math.min(inputs, declared.length); i++) { // from the end: captured values come first
            Parameter parameter = declared[declared.length - i];
            if (parameter.isNamePresent()) {
                names.set(inputs - i, parameter.getName());
            }
        }
        return List.copyOf(names);
    }
}
