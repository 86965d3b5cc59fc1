package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of three inputs without a value: what {@code f.action} takes. */
@FunctionalInterface
public non-sealed interface Action3<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
        extends TaskFunction {
    /** Does its work. May throw anything; the task then fails. */
    void run(A a, B b, C c) throws Exception;
}
