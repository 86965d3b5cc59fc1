package dev.reeve.graph;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a flow.
 *
 * @param defaultValue null if the caller has to give a value
 */
public record ParameterSpec(
        String name, Type type, @Nullable Object defaultValue, String description) {
    /** Whether the caller has to give a value. */
    public boolean required() {
        return defaultValue == null;
    }
}
