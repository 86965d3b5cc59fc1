package dev.reeve;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of parameters and results: what they accept, and how they are written for people. */
final class ValueTypes {
    private ValueTypes() {}

    /** Whether the value is of that type, as far as its class tells. Null is of every type. */
    static boolean accepts(Type type, @Nullable Object value) {
        return value == null || boxed(raw(type)).isInstance(value);
    }

    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> raw(p.getRawType());
            case GenericArrayType a -> raw(a.getGenericComponentType()).arrayType();
            case WildcardType w -> raw(w.getUpperBounds()[0]);
            case TypeVariable<?> v -> raw(v.getBounds()[0]);
            default -> Object.class; // Type is open for others to implement
        };
    }

    /** Whether a type leaves something open that only the caller knows. */
    static boolean hasVariables(Type type) {
        if (type instanceof Class<?>) { // the most; apart, because the first use of such a switch takes its time
            return false;
        }
        return switch (type) {
            case ParameterizedType p ->
                Arrays.stream(p.getActualTypeArguments()).anyMatch(ValueTypes::hasVariables);
            case GenericArrayType a -> hasVariables(a.getGenericComponentType());
            case WildcardType w -> Arrays.stream(w.getUpperBounds()).anyMatch(ValueTypes::hasVariables);
            default -> true;
        };
    }

    /** The type without packages: {@code List<URI>}. */
    static String words(Type type) {
        return switch (type) {
            case Class<?> c -> c.getSimpleName().isEmpty() ? c.getName() : c.getSimpleName();
            case ParameterizedType p ->
                words(p.getRawType())
                        + Arrays.stream(p.getActualTypeArguments())
                                .map(ValueTypes::words)
                                .collect(Collectors.joining(", ", "<", ">"));
            case GenericArrayType a -> words(a.getGenericComponentType()) + "[]";
            default -> type.getTypeName();
        };
    }

    /**
     * The type that a default value stands for. Not always its class: {@code Path.of(".")} is of a hidden class of the
     * JDK's, and an enum constant may have a class of its own.
     */
    static Class<?> ofDefault(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass();
        }
        Class<?> type = value.getClass();
        while (type.getClassLoader() == null && !Modifier.isPublic(type.getModifiers())) {
            Class<?> parent = type.getSuperclass();
            if (parent == null || parent == Object.class) {
                return type.getInterfaces().length == 1 ? type.getInterfaces()[0] : value.getClass();
            }
            type = parent;
        }
        return type;
    }
}
