package dev.reeve.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Components as they were given, made safe to keep: what must be there is, collections are copies. */
final class Given {
    private Given() {}

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new InvalidFieldException(field, "is missing");
        }
        return value;
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static <T> List<T> list(@Nullable List<T> value, String field) {
        if (value == null) {
            return List.of();
        }
        if (containsNull(value)) {
            throw new InvalidFieldException(field, "has an element that is null");
        }
        return List.copyOf(value);
    }

    // List.contains(null) throws for some lists
    private static boolean containsNull(List<?> list) {
        for (Object element : list) {
            if (element == null) {
                return true;
            }
        }
        return false;
    }

    /** A JSON object, whose values may be null. Keeps the order. */
    static Map<String, @Nullable Object> object(@Nullable Map<String, @Nullable Object> value) {
        return value == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(value));
    }

    static List<String> texts(@Nullable List<String> value, String field) {
        return list(value == null ? null : new ArrayList<>(value), field);
    }

    static int atLeast(int least, int value, String field) {
        if (value < least) {
            throw new InvalidFieldException(field, "is " + value + " and must be at least " + least);
        }
        return value;
    }

    static long atLeast(long least, long value, String field) {
        if (value < least) {
            throw new InvalidFieldException(field, "is " + value + " and must be at least " + least);
        }
        return value;
    }
}
