package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of no input with a value: what {@code f.task} takes. */
@FunctionalInterface
public non-sealed interface Task0<R extends @Nullable Object> extends TaskFunction {
    /** The value. May throw anything; the task then fails. */
    R call() throws Exception;
}
