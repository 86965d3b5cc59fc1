package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of one input with a value: what {@code f.task} takes. */
@FunctionalInterface
public non-sealed interface Task1<A extends @Nullable Object, R extends @Nullable Object> extends TaskFunction {
    /** The value. May throw anything; the task then fails. */
    R call(A a) throws Exception;
}
