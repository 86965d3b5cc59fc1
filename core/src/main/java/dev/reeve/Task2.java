package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of two inputs with a value: what {@code f.task} takes. */
@FunctionalInterface
public non-sealed interface Task2<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
        extends TaskFunction {
    /** The value. May throw anything; the task then fails. */
    R call(A a, B b) throws Exception;
}
