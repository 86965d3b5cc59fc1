package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of five inputs with a value: what {@code f.task} takes. */
@FunctionalInterface
public non-sealed interface Task5<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object,
                R extends @Nullable Object>
        extends TaskFunction {
    /** The value. May throw anything; the task then fails. */
    R call(A a, B b, C c, D d, E e) throws Exception;
}
