package dev.reeve.engine.serial;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Says what of a value is no JSON, and where in it. */
final class JsonProblem {
    private JsonProblem() {}

    /**
     * A value that could not be written.
     *
     * @param cause knows the place, if there is one
     * @param unreadable knows better what is wrong, if there is one
     */
    static UnstorableValueException writing(
            @Nullable Object value, Type type, Throwable cause, @Nullable JacksonException unreadable) {
        String actual = value == null ? "null" : "a " + value.getClass().getTypeName();
        return new UnstorableValueException(
                "cannot store " + actual + ", declared as " + type.getTypeName() + ", as JSON: " + place(cause)
                        + words(unreadable == null ? cause : unreadable)
                        + ". Return a record of what is needed later, store it with another serializer, or do not store"
                        + " this result.",
                cause);
    }

    static UnstorableValueException reading(Type type, Throwable cause) {
        return new UnstorableValueException(
                "the stored JSON is no " + type.getTypeName() + ": " + place(cause) + words(cause), cause);
    }

    private static String place(Throwable cause) {
        if (!(cause instanceof JacksonException problem) || problem.getPath().isEmpty()) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : problem.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return "at " + path + ": ";
    }

    private static String words(Throwable cause) {
        return switch (cause) {
            case StackOverflowError e -> "it is nested too deeply, or contains itself";
            case JacksonException e -> e.getOriginalMessage();
            default -> String.valueOf(cause.getMessage());
        };
    }
}
