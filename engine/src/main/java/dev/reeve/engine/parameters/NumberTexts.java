package dev.reeve.engine.parameters;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The formats of numbers: digits, a sign, a point, an exponent. Java's own parsers take more, such as {@code 1d},
 * {@code 0x1p3} and the digits of other scripts, and turn 1e999 into infinity.
 */
final class NumberTexts {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,1000}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,1000}(\\.[0-9]{0,1000})?|\\.[0-9]{1,1000})([eE][+-]?[0-9]{1,9})?");

    static final TextFormat BIG_INTEGER = new TextFormat("a whole number", "42", NumberTexts::whole);
    static final TextFormat BIG_DECIMAL = new TextFormat("a number", "19.99", NumberTexts::decimal);
    static final TextFormat DOUBLE = new TextFormat("a number", "0.5", text -> {
        double value = decimal(text).doubleValue();
        requireFinite(!Double.isInfinite(value));
        return value;
    });
    static final TextFormat FLOAT = new TextFormat("a number", "0.5", text -> {
        float value = decimal(text).floatValue();
        requireFinite(!Float.isInfinite(value));
        return value;
    });

    private NumberTexts() {}

    static TextFormat whole(long least, long most, Function<BigInteger, Object> exact) {
        String expected = "a whole number from " + least + " to " + most;
        return new TextFormat(expected, "42", text -> exact.apply(whole(text)));
    }

    private static BigInteger whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new NumberFormatException("no whole number");
        }
        return new BigInteger(text);
    }

    private static BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException("no number");
        }
        return new BigDecimal(text);
    }

    private static void requireFinite(boolean finite) {
        if (!finite) {
            throw new TextFormat.RefusedException("it is too large");
        }
    }
}
