package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of two inputs without a value: what {@code f.action} takes. */
@FunctionalInterface
public non-sealed interface Action2<A extends @Nullable Object, B extends @Nullable Object> extends TaskFunction {
    /** Does its work. May throw anything; the task then fails. */
    void run(A a, B b) throws Exception;
}
