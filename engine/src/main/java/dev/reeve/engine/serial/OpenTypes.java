package dev.reeve.engine.serial;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * Finds what would come back as another type than it is, because the declared type leaves open what stands there:
 * {@code Object}, {@code Number}, a wildcard. JSON has text, numbers, booleans, lists and maps, so a {@code Long} of 5 is
 * read as an {@code Integer}, a date as text. Looks through collections, maps, arrays and optionals; what is in an object
 * is looked at when its properties are written.
 */
final class OpenTypes {
    private OpenTypes() {}

    /** Whether anything in a value of that type has to be looked at. */
    static boolean within(JavaType type) {
        if (isOpen(type) || losesItsClass(type)) {
            return true;
        }
        JavaType content = type.getContentType();
        return content != null && (within(content) || type.isMapLikeType() && isOpen(type.getKeyType()));
    }

    private static boolean isOpen(JavaType type) {
        Class<?> raw = type.getRawClass();
        return raw == Object.class || raw == Number.class || raw == Serializable.class || raw == CharSequence.class;
    }

    /** Whether Jackson reads a list where another collection may have stood, or drops a comparator. */
    private static boolean losesItsClass(JavaType type) {
        Class<?> raw = type.getRawClass();
        return raw == Collection.class
                || raw == Iterable.class
                || SortedSet.class.isAssignableFrom(raw)
                || SortedMap.class.isAssignableFrom(raw);
    }

    /** What in the value would come back as another type, itself perhaps; null if nothing would. */
    static @Nullable Object changed(JavaType type, @Nullable Object value) {
        if (value == null || !within(type)) {
            return null;
        }
        if (isOpen(type)) {
            return changedByJson(value);
        }
        if (losesItsClass(type) && !keepsItsClass(value)) {
            return value;
        }
        return contents(type, value);
    }

    private static boolean keepsItsClass(Object value) {
        return switch (value) {
            case SortedSet<?> set -> set.comparator() == null;
            case SortedMap<?, ?> map -> map.comparator() == null;
            default -> value instanceof List<?>; // values are an open set
        };
    }

    private static @Nullable Object contents(JavaType type, Object value) {
        JavaType content = type.getContentType();
        if (content == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            for (Object key : map.keySet()) {
                if (isOpen(type.getKeyType()) && !(key instanceof String)) {
                    return key == null ? map : key;
                }
            }
            return firstChanged(map.values(), content);
        }
        return firstChanged(elements(value), content);
    }

    private static Iterable<?> elements(Object value) {
        return switch (value) {
            case Iterable<?> elements -> elements;
            case Object[] elements -> Arrays.asList(elements);
            case Optional<?> element -> element.stream().toList();
            case AtomicReference<?> element -> Arrays.asList(element.get());
            default -> List.of(); // what else there is holds nothing open
        };
    }

    private static @Nullable Object firstChanged(Iterable<?> values, JavaType type) {
        for (Object value : values) {
            Object found = changed(type, value);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The same where nothing is declared. */
    private static @Nullable Object changedByJson(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> null;
            case Boolean flag -> null;
            case Integer number -> null;
            case Long number -> number == number.intValue() ? number : null;
            case BigInteger number -> number.bitLength() < Long.SIZE ? number : null;
            case Double number -> Double.isFinite(number) ? null : number;
            case List<?> list -> firstChangedByJson(list);
            case Map<?, ?> map -> {
                for (Object key : map.keySet()) {
                    if (!(key instanceof String)) {
                        yield key == null ? map : key;
                    }
                }
                yield firstChangedByJson(map.values());
            }
            default -> value; // a date, a record, a set: JSON has no such thing
        };
    }

    private static @Nullable Object firstChangedByJson(Collection<?> values) {
        for (Object value : values) {
            Object found = changedByJson(value);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
