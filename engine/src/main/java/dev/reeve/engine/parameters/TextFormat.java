package dev.reeve.engine.parameters;

import java.io.Serial;
import java.util.function.Function;

/**
 * How values of a type are written.
 *
 * @param expected what such a text is, such as {@code a date}
 * @param example one such text; empty if {@code expected} says all
 * @param parse makes the value, or throws an {@link IllegalArgumentException}, {@code DateTimeException} or {@code ArithmeticException}
 */
record TextFormat(String expected, String example, Function<String, Object> parse) {
    /** Says why a text is no value, where there is more to say than what was expected. */
    static final class RefusedException extends IllegalArgumentException {
        @Serial
        private static final long serialVersionUID = 1;

        RefusedException(String why) {
            super(why);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** What is expected, with the example. */
    String words() {
        return example.isEmpty() ? expected : expected + ", such as " + example;
    }
}
