package dev.reeve.agent;

import dev.reeve.Secret;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a Java type is in JSON, as a JSON Schema (2020-12) that says only what is certain: an empty one where anything may be
 * right. Types with annotations of Jackson have forms of their own, so nothing is said of them.
 */
final class ParameterSchemas {
    private static final int DEEPEST = 8;
    private static final int MOST_CONSTANTS = 500;

    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(CharSequence.class, Map.of("type", "string")),
            Map.entry(Character.class, ordered("type", "string", "minLength", 1, "maxLength", 1)),
            Map.entry(char.class, ordered("type", "string", "minLength", 1, "maxLength", 1)),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry(byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry(Short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(int.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(BigInteger.class, Map.of("type", "integer")),
            Map.entry(Float.class, Map.of("type", "number")),
            Map.entry(float.class, Map.of("type", "number")),
            Map.entry(Double.class, Map.of("type", "number")),
            Map.entry(double.class, Map.of("type", "number")),
            Map.entry(BigDecimal.class, Map.of("type", "number")),
            Map.entry(Path.class, Map.of("type", "string")),
            Map.entry(URI.class, ordered("type", "string", "format", "uri")),
            // no type: Jackson reads numbers and lists of numbers too
            Map.entry(UUID.class, Map.of("format", "uuid")),
            Map.entry(LocalDate.class, Map.of("format", "date")),
            Map.entry(LocalTime.class, Map.of("format", "time-local")),
            Map.entry(LocalDateTime.class, Map.of("format", "date-time-local")),
            Map.entry(Instant.class, Map.of("format", "date-time")),
            Map.entry(OffsetDateTime.class, Map.of("format", "date-time")),
            Map.entry(ZonedDateTime.class, Map.of("format", "date-time-zoned")),
            Map.entry(YearMonth.class, Map.of("format", "year-month")),
            Map.entry(Duration.class, Map.of("format", "duration")),
            Map.entry(ZoneId.class, Map.of("format", "time-zone")),
            // a secret is never given: tasks ask for it by its name
            Map.entry(Secret.class, Map.of("not", Map.of())));

    private final Set<Class<?>> within = new HashSet<>();

    private ParameterSchemas() {}

    /** The schema of values of that type; empty: anything may be one. */
    static Map<String, Object> of(Type type) {
        return new ParameterSchemas().schema(type, Map.of());
    }

    /** Names and values in turn. */
    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put((String) pairs[i], pairs[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> whole(long from, long to) {
        return ordered("type", "integer", "minimum", from, "maximum", to);
    }

    private Map<String, Object> schema(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return schema(variables.getOrDefault(variable, Object.class), Map.of());
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = Arrays.stream(generic.getActualTypeArguments())
                    .map(each -> each instanceof TypeVariable<?> variable ? variables.getOrDefault(variable, each) : each)
                    .toArray(Type[]::new);
            return generic(raw, arguments);
        }
        return type instanceof Class<?> kind ? plain(kind) : Map.of();
    }

    private Map<String, Object> plain(Class<?> kind) {
        Map<String, Object> known = PLAIN.get(kind);
        if (known != null) {
            return known;
        }
        if (kind.isEnum()) {
            return constants(kind);
        }
        if (kind.isRecord()) {
            return record(kind, Map.of());
        }
        if (kind.isArray() && kind != byte[].class && kind != char[].class) {
            return list(kind.componentType(), false);
        }
        if (Collection.class.isAssignableFrom(kind)) {
            return Map.of("type", "array");
        }
        return Map.class.isAssignableFrom(kind) ? Map.of("type", "object") : Map.of();
    }

    private Map<String, Object> generic(Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            Map<String, Object> value = schema(arguments[0], Map.of());
            return value.isEmpty() ? value : nullable(value);
        }
        if (Collection.class.isAssignableFrom(raw) && arguments.length == 1) {
            return list(arguments[0], Set.class.isAssignableFrom(raw));
        }
        if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
            Map<String, Object> values = schema(arguments[1], Map.of());
            return ordered("type", "object", "additionalProperties", values);
        }
        if (!raw.isRecord()) {
            return plain(raw);
        }
        Map<TypeVariable<?>, Type> variables = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            variables.put(raw.getTypeParameters()[i], arguments[i]);
        }
        return record(raw, variables);
    }

    private static Map<String, Object> nullable(Map<String, Object> value) {
        return Map.of("anyOf", List.of(value, Map.of("type", "null")));
    }

    private Map<String, Object> list(Type element, boolean unique) {
        Map<String, Object> items = schema(element, Map.of());
        return unique
                ? ordered("type", "array", "items", items, "uniqueItems", true)
                : ordered("type", "array", "items", items);
    }

    private static Map<String, Object> constants(Class<?> kind) {
        Object[] all = kind.getEnumConstants();
        boolean renamed = Arrays.stream(kind.getDeclaredFields()).anyMatch(ParameterSchemas::annotated);
        if (annotated(kind) || renamed || all.length > MOST_CONSTANTS) {
            return Map.of("type", "string");
        }
        return ordered(
                "type",
                "string",
                "enum",
                Arrays.stream(all).map(each -> ((Enum<?>) each).name()).toList());
    }

    private Map<String, Object> record(Class<?> kind, Map<TypeVariable<?>, Type> variables) {
        boolean own = annotated(kind) || Arrays.stream(kind.getDeclaredFields()).anyMatch(ParameterSchemas::annotated)
                || Arrays.stream(kind.getRecordComponents()).anyMatch(each -> annotated(each.getAccessor()));
        if (own || within.size() >= DEEPEST || !within.add(kind)) {
            return Map.of();
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : kind.getRecordComponents()) {
            Map<String, Object> value = schema(component.getGenericType(), variables);
            boolean optional = component.getType() == Optional.class;
            boolean mayBeNull = Arrays.stream(component.getAnnotatedType().getAnnotations()).anyMatch(ParameterSchemas::saysNullable);
            properties.put(component.getName(), mayBeNull && !optional && !value.isEmpty() ? nullable(value) : value);
            if (!optional && !mayBeNull) {
                required.add(component.getName());
            }
        }
        within.remove(kind);
        return ordered(
                "type",
                "object",
                "title",
                kind.getSimpleName(),
                "properties",
                properties,
                "required",
                required,
                "additionalProperties",
                false);
    }

    private static boolean saysNullable(Annotation annotation) {
        return annotation.annotationType().getSimpleName().equals("Nullable");
    }

    private static boolean annotated(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(each -> each.annotationType().getName())
                .anyMatch(name -> name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson."));
    }
}
