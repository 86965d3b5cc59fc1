package dev.reeve.graph;

import org.jspecify.annotations.Nullable;

/** A task's function, whatever its number of inputs. User code; may throw anything. */
@FunctionalInterface
public interface Body {
    /** Its value; null for a function without one. */
    @Nullable
    Object call(@Nullable Object[] inputs) throws Exception;
}
