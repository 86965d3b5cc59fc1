package dev.reeve;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was given to a verb. Null is refused at once and not with the other mistakes at the end: by then, nobody could
 * tell which line gave it. The names of tasks are worked out only for a message.
 */
final class Given {
    private Given() {}

    /** That value, given to an option of a task. */
    static <T> T notNull(@Nullable T value, NodeSpec spec, String verb, String argument) {
        if (value == null) {
            throw refusal(of(spec), verb, argument);
        }
        return value;
    }

    /** That value, given to a verb of the builder. */
    static <T> T notNull(@Nullable T value, Definition definition, String verb, String argument) {
        if (value == null) {
            throw refusal(of(definition), verb, argument);
        }
        return value;
    }

    /** That value, given to a verb that stands for itself. */
    static <T> T notNull(@Nullable T value, String verb, String argument) {
        if (value == null) {
            throw refusal("", verb, argument);
        }
        return value;
    }

    /** Those values, given to an option of a task. */
    static <T> List<T> noneNull(T @Nullable [] values, NodeSpec spec, String verb, String argument) {
        if (values == null || Arrays.asList(values).contains(null)) {
            throw refusal(of(spec), verb, place(values, argument));
        }
        return List.of(values);
    }

    /** Those values, given to a verb of the builder. */
    static <T> List<T> noneNull(T @Nullable [] values, Definition definition, String verb, String argument) {
        if (values == null || Arrays.asList(values).contains(null)) {
            throw refusal(of(definition), verb, place(values, argument));
        }
        return List.of(values);
    }

    /** Those values, given to a verb that stands for itself. */
    static <T> List<T> noneNull(@Nullable Collection<? extends T> values, String verb, String argument) {
        Object[] all = values == null ? null : values.toArray(); // contains(null) is refused by some collections
        if (values == null || Arrays.asList(all).contains(null)) {
            throw refusal("", verb, place(all, argument));
        }
        return List.copyOf(values);
    }

    private static String place(@Nullable Object @Nullable [] values, String argument) {
        return values == null || values.length < 2
                ? argument
                : argument + " " + (Arrays.asList(values).indexOf(null) + 1);
    }

    static String of(NodeSpec spec) {
        return "Flow \"" + spec.definition().flow() + "\", task \"" + spec.provisionalName() + "\": ";
    }

    private static String of(Definition definition) {
        return "Flow \"" + definition.flow() + "\": ";
    }

    private static NullPointerException refusal(String where, String verb, String argument) {
        return new NullPointerException(
                where + verb + " got null as its " + argument + ". Give a value, or leave the call out.");
    }
}
