package dev.reeve.engine.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * Which texts are values of a setting.
 *
 * @param expected the values for people: {@code "true" or "false"}
 * @param parse the value of a text; throws a RuntimeException for a text that is none
 * @param write the text of a value
 */
public record Kind<T>(String expected, Function<String, T> parse, Function<T, String> write) {
    /** The value of a text; empty if it is none. */
    public Optional<T> value(String text) {
        try {
            return Optional.of(parse.apply(text));
        } catch (RuntimeException e) {
            return Optional.empty(); // each library has its own; what was expected says it better than any of them
        }
    }
}
