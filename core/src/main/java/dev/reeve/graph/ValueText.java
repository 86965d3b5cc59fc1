package dev.reeve.graph;

import java.util.Collection;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The text of a value in a template. That of a secret is {@code ***}, as it says itself. */
final class ValueText {
    private ValueText() {}

    /** The text of the value of {@code name}; that of each element, with commas between, for a collection. */
    static String of(String name, @Nullable Object value, UnaryOperator<String> encode) {
        return switch (value) {
            case null -> "(null)";
            case CharSequence text -> encode.apply(text.toString());
            case Enum<?> constant -> encode.apply(constant.name());
            case Optional<?> optional -> of(name, optional.orElse(null), encode);
            case Collection<?> elements -> {
                StringJoiner joined = new StringJoiner(",");
                elements.forEach(element -> joined.add(of(name, element, encode)));
                yield joined.length() == 0 ? encode.apply("") : joined.toString();
            }
            default -> {
                if (hasNoText(value)) {
                    throw new IllegalArgumentException("the template's {" + name + "} is a "
                            + value.getClass().getTypeName()
                            + ", which has no text that is the same next time. Give the class a toString(), or name a"
                            + " part of it that has one.");
                }
                yield encode.apply(value.toString());
            }
        };
    }

    private static boolean hasNoText(Object value) {
        try {
            return value.getClass().isArray()
                    || value.getClass().getMethod("toString").getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every object has a toString()", e);
        }
    }
}
