package dev.reeve;

import org.jspecify.annotations.Nullable;

/** A function of one input without a value: what {@code f.action} takes. */
@FunctionalInterface
public non-sealed interface Action1<A extends @Nullable Object> extends TaskFunction {
    /** Does its work. May throw anything; the task then fails. */
    void run(A a) throws Exception;
}
