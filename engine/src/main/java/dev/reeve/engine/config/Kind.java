package dev.reeve.engine.config;

import java.util.Optional;

/** Which texts are values of a setting. */
public interface Kind<T> {
    /** The values for people: {@code "true or false"}. */
    String expected();

    /** The value of a text; throws a RuntimeException for a text that is none. */
    T parse(String text);

    /** The text of a value. */
    String write(T value);

    /** The value of a text; empty if it is none. */
    default Optional<T> value(String text) {
        try {
            return Optional.of(parse(text));
        } catch (RuntimeException e) {
            return Optional.empty(); // each library has its own; what was expected says it better than any of them
        }
    }
}
