package dev.reeve;

import org.jspecify.annotations.Nullable;

/** What one turn of a loop says: again with a next state, or done with a result. */
public sealed interface Loop<S extends @Nullable Object, R extends @Nullable Object> {
    /** One more turn, with that state. */
    record Again<S extends @Nullable Object, R extends @Nullable Object>(S next) implements Loop<S, R> {}

    /** That was the last turn. */
    record Done<S extends @Nullable Object, R extends @Nullable Object>(R result) implements Loop<S, R> {}

    /** One more turn, with that state. */
    static <S extends @Nullable Object, R extends @Nullable Object> Loop<S, R> again(S next) {
        return new Again<>(next);
    }

    /** That was the last turn. */
    static <S extends @Nullable Object, R extends @Nullable Object> Loop<S, R> done(R result) {
        return new Done<>(result);
    }
}
