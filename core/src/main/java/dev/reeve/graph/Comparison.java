package dev.reeve.graph;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a value is compared with the constant of a condition: by {@code equals}, save for what is surely a mistake. */
public final class Comparison {
    private Comparison() {}

    /**
     * Whether they are equal.
     *
     * @throws IllegalArgumentException if they are not although they look it: one number as two classes, or an enum
     *     constant and its name. {@code equals} would quietly say no, for ever
     */
    public static boolean equal(@Nullable Object value, @Nullable Object constant) {
        if (Objects.equals(constant, value)) {
            return true;
        }
        if (value != null && constant != null && value.getClass() != constant.getClass() && alike(value, constant)) {
            throw new IllegalArgumentException("the value " + ValueWords.of(value) + " is a "
                    + value.getClass().getTypeName() + " and is compared with a "
                    + constant.getClass().getTypeName()
                    + ", which it never equals. Compare with a constant of the value's own type.");
        }
        return false;
    }

    private static boolean alike(Object value, Object constant) {
        if (value instanceof Number a && constant instanceof Number b) {
            return ofTheJdk(a) && ofTheJdk(b) && sameNumber(a.toString(), b.toString());
        }
        return named(value, constant) || named(constant, value);
    }

    private static boolean named(Object constant, Object name) {
        return constant instanceof Enum<?> named && named.name().equals(name);
    }

    private static boolean ofTheJdk(Number number) {
        return number.getClass().getPackageName().startsWith("java.");
    }

    private static boolean sameNumber(String one, String other) {
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException notFinite) { // NaN and infinities have no decimal form
            return one.equals(other);
        }
    }
}
