package dev.reeve;

import dev.reeve.graph.ValueWords;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first place in a value that is not of the type declared for it.
 *
 * @param place where it is: {@code days}, {@code days[0]}, {@code rates["EUR"]}
 * @param expected the type declared there
 * @param found what stands there
 */
record Misfit(String place, Type expected, Object found) {
    private static final int LONGEST_SHOWN = 100;

    /**
     * Holds a value against a type, with the elements of collections, maps, optionals and arrays, which the JVM does not
     * do. Null fits everywhere. What is inside of other objects javac has seen.
     */
    static @Nullable Misfit in(String place, Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (type instanceof WildcardType wildcard) {
            return in(place, wildcard.getUpperBounds()[0], value);
        }
        if (!ValueTypes.accepts(type, value)) {
            return new Misfit(place, type, value);
        }
        if (type instanceof Class<?>) { // the most; apart, because the first use of such a switch takes its time
            return null;
        }
        return switch (type) {
            case ParameterizedType generic -> inside(place, generic, value);
            case GenericArrayType array ->
                elements(place, array.getGenericComponentType(), Arrays.asList((Object[]) value));
            default -> null; // Type is open for others to implement
        };
    }

    /** Only of the JDK's own types is it known what their arguments are the types of. */
    private static @Nullable Misfit inside(String place, ParameterizedType type, Object value) {
        Type[] arguments = type.getActualTypeArguments();
        if (!ValueTypes.raw(type).getPackageName().equals("java.util")) {
            return null;
        }
        return switch (value) {
            case Collection<?> elements -> elements(place, arguments[0], elements);
            case Map<?, ?> map -> entries(place, arguments, map);
            case Optional<?> optional -> in(place, arguments[0], optional.orElse(null));
            default -> null; // values are an open set
        };
    }

    private static @Nullable Misfit elements(String place, Type type, Collection<?> elements) {
        int index = 0;
        for (Object element : elements) {
            Misfit found = in(place + "[" + index++ + "]", type, element);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Misfit entries(String place, Type[] types, Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Misfit found = in("a key of " + place, types[0], entry.getKey());
            if (found == null) {
                found = in(place + "[" + quoted(entry.getKey()) + "]", types[1], entry.getValue());
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What it is not, for a value that was to be of that type. */
    String words(Type whole) {
        return expected.equals(whole)
                ? "not " + described()
                : "but" + detail(whole).substring(1);
    }

    /** Where it is and what it is not, after a colon; empty if it is the whole value. */
    String detail(Type whole) {
        return expected.equals(whole)
                ? ""
                : ": " + place + " is " + described() + ", not " + ValueTypes.words(expected);
    }

    private String described() {
        return ValueTypes.words(found.getClass()) + " " + quoted(found);
    }

    private static String quoted(@Nullable Object value) {
        String text = ValueWords.of(value);
        return "\"" + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + ".." : text) + "\"";
    }
}
