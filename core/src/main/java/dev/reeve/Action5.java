package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of five inputs without a value: what {@code f.action} takes. */
@FunctionalInterface
public non-sealed interface Action5<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object>
        extends TaskFunction {
    /** Does its work. May throw anything; the task then fails. */
    void run(A a, B b, C c, D d, E e) throws Exception;
}
