package dev.reeve;

import org.jspecify.annotations.Nullable;

/**
 * Says which value is of a class that a function does not take. javac checked the types, but an unchecked cast or a raw
 * type goes around that, and then the JVM only says that some cast failed.
 */
final class Mismatch {
    private Mismatch() {}

    /** What a call of that function threw, with the input that is to blame; the same if none is. */
    static ClassCastException explained(
            ClassCastException thrown, FunctionShape shape, String function, @Nullable Object[] inputs) {
        for (int i = 0; i < inputs.length; i++) {
            Object input = inputs[i];
            Class<?> type = shape.inputType(i, inputs.length);
            if (input != null && !type.isInstance(input)) {
                String name = shape.inputNames().get(i);
                return because(
                        "input " + (i + 1) + (name.isEmpty() ? "" : " (" + name + ")") + " of "
                                + (function.isEmpty() ? "the function" : function),
                        input,
                        type,
                        thrown);
            }
        }
        return thrown;
    }

    /** A part of a value. */
    static @Nullable Object part(Task1<Object, @Nullable Object> part, Object whole) throws Exception {
        try {
            return part.call(whole);
        } catch (ClassCastException thrown) {
            FunctionShape shape = FunctionShape.of(FunctionCall.task(part));
            Class<?> type = shape.inputType(0, 1);
            throw type.isInstance(whole)
                    ? thrown
                    : because("the value that " + shape.shortName() + " is taken from", whole, type, thrown);
        }
    }

    private static ClassCastException because(String what, Object value, Class<?> expected, ClassCastException thrown) {
        ClassCastException explained =
                new ClassCastException(what + " is a " + value.getClass().getTypeName()
                        + ", not a " + expected.getTypeName()
                        + ". An unchecked cast or a raw type where the flow was defined kept javac from seeing it.");
        explained.initCause(thrown);
        return explained;
    }
}
