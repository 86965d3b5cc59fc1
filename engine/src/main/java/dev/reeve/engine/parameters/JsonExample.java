package dev.reeve.engine.parameters;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What JSON of a type looks like, for people. */
final class JsonExample {
    private static final int DEEPEST = 3;

    private JsonExample() {}

    /** The type without packages: {@code a List<URI>}. */
    static String words(Type type) {
        return "a " + name(type);
    }

    private static String name(Type type) {
        return switch (type) {
            case Class<?> plain -> plain.getSimpleName();
            case ParameterizedType generic ->
                name(generic.getRawType())
                        + Arrays.stream(generic.getActualTypeArguments())
                                .map(JsonExample::name)
                                .collect(Collectors.joining(", ", "<", ">"));
            case GenericArrayType array -> name(array.getGenericComponentType()) + "[]";
            default -> type.getTypeName();
        };
    }

    /** Such JSON; empty where none can be made up. */
    static String of(Type type) {
        return of(type, DEEPEST);
    }

    private static String of(Type type, int depth) {
        return switch (type) {
            case WildcardType some -> of(some.getUpperBounds()[0], depth);
            case GenericArrayType array -> list(array.getGenericComponentType(), depth);
            case ParameterizedType generic -> of(generic, depth);
            case Class<?> plain -> of(plain, depth);
            default -> "..";
        };
    }

    private static String of(ParameterizedType type, int depth) {
        Class<?> raw = (Class<?>) type.getRawType(); // the JDK's own never has another
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return list(arguments[0], depth);
        }
        if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
            return depth == 0 ? "{}" : "{\"key\": " + of(arguments[1], depth - 1) + "}";
        }
        return raw == Optional.class ? of(arguments[0], depth) : of(raw, depth);
    }

    private static String of(Class<?> type, int depth) {
        if (type.isArray() && type != byte[].class) {
            return list(type.getComponentType(), depth);
        }
        if (type.isRecord()) {
            return depth == 0
                    ? "{}"
                    : Arrays.stream(type.getRecordComponents())
                            .map(part -> part(part, depth - 1))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        if (type.isEnum()) {
            return type.getEnumConstants().length == 0
                    ? "null"
                    : "\"" + ((Enum<?>) type.getEnumConstants()[0]).name() + "\"";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == Boolean.class) {
            return type == boolean.class || type == Boolean.class ? "true" : "1";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "[]";
        }
        return Map.class.isAssignableFrom(type) ? "{}" : scalar(type, depth);
    }

    /** What is text in JSON: the example of its own format. */
    private static String scalar(Class<?> type, int depth) {
        boolean known = type.getName().startsWith("java.") && type != Object.class && type != String.class;
        if (!known) {
            return type == String.class ? "\"text\"" : depth == DEEPEST ? "" : "..";
        }
        String example = type == byte[].class ? "aGVsbG8=" : TextFormats.example(type);
        return example.isEmpty() ? "\"..\"" : "\"" + example + "\"";
    }

    private static String part(RecordComponent part, int depth) {
        return "\"" + part.getName() + "\": " + of(part.getGenericType(), depth);
    }

    private static String list(Type element, int depth) {
        return depth == 0 ? "[]" : "[" + of(element, depth - 1) + "]";
    }
}
