package dev.reeve.server.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Why a field does not fit, without the names of our classes. */
final class FieldWords {
    private FieldWords() {}

    static String of(DatabindException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> {
                Collection<Object> known = unknown.getKnownPropertyIds();
                yield "is not known here." + (known == null ? "" : " Known are: " + sorted(known) + ".");
            }
            case MismatchedInputException mismatch -> {
                String said = String.valueOf(e.getOriginalMessage());
                yield said.startsWith("Missing required creator property")
                        ? "is missing."
                        : said.startsWith("Trailing token")
                                ? "is followed by something else; one object is expected."
                                : "must be " + expected(mismatch.getTargetType()) + ".";
            }
            default -> "does not fit.";
        };
    }

    private static String sorted(Collection<Object> names) {
        return names.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(", "));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z, between the years 1 and 9999";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(one -> one.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
