package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of three inputs with a value: what {@code f.task} takes. */
@FunctionalInterface
public non-sealed interface Task3<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                R extends @Nullable Object>
        extends TaskFunction {
    /** The value. May throw anything; the task then fails. */
    R call(A a, B b, C c) throws Exception;
}
