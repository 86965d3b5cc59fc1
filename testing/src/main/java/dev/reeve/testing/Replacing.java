package dev.reeve.testing;

import dev.reeve.Action0;
import dev.reeve.Action1;
import dev.reeve.Action2;
import dev.reeve.Action3;
import dev.reeve.Action4;
import dev.reeve.Action5;
import dev.reeve.Task0;
import dev.reeve.Task1;
import dev.reeve.Task2;
import dev.reeve.Task3;
import dev.reeve.Task4;
import dev.reeve.Task5;
import dev.reeve.TaskFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fakes in the place of functions, checked by javac: a fake takes and gives what the function does. {@code replace} for
 * functions with a value, {@code replaceAction} for those without. Each replaces the function wherever the flow uses it,
 * in sub-flows and blocks, too, and for each child of a mapped task.
 *
 * @param <S> what each returns
 */
@SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"
}) // javac checked the types where the function was named, null included
abstract sealed class Replacing<S> permits FlowTester {
    Replacing() {}

    abstract S replaced(TaskFunction function, Fake fake);

    private static <T extends @Nullable Object> T given(Call call, int place) {
        return (T) call.arguments().get(place);
    }

    /** Puts that in the place of a function with a value. */
    public final <R> S replace(Task0<R> function, Task0<R> fake) {
        return replaced(function, call -> fake.call());
    }

    /** Puts that in the place of a function with a value. */
    public final <A, R> S replace(Task1<A, R> function, Task1<A, R> fake) {
        return replaced(function, call -> fake.call(Replacing.<A>given(call, 0)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, R> S replace(Task2<A, B, R> function, Task2<A, B, R> fake) {
        return replaced(function, call -> fake.call(Replacing.<A>given(call, 0), Replacing.<B>given(call, 1)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, C, R> S replace(Task3<A, B, C, R> function, Task3<A, B, C, R> fake) {
        return replaced(
                function,
                call -> fake.call(
                        Replacing.<A>given(call, 0), Replacing.<B>given(call, 1), Replacing.<C>given(call, 2)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, C, D, R> S replace(Task4<A, B, C, D, R> function, Task4<A, B, C, D, R> fake) {
        return replaced(
                function,
                call -> fake.call(
                        Replacing.<A>given(call, 0),
                        Replacing.<B>given(call, 1),
                        Replacing.<C>given(call, 2),
                        Replacing.<D>given(call, 3)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, C, D, E, R> S replace(Task5<A, B, C, D, E, R> function, Task5<A, B, C, D, E, R> fake) {
        return replaced(
                function,
                call -> fake.call(
                        Replacing.<A>given(call, 0),
                        Replacing.<B>given(call, 1),
                        Replacing.<C>given(call, 2),
                        Replacing.<D>given(call, 3),
                        Replacing.<E>given(call, 4)));
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final S replaceAction(Action0 function, Action0 fake) {
        return replaced(function, call -> {
            fake.run();
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A> S replaceAction(Action1<A> function, Action1<A> fake) {
        return replaced(function, call -> {
            fake.run(Replacing.<A>given(call, 0));
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, B> S replaceAction(Action2<A, B> function, Action2<A, B> fake) {
        return replaced(function, call -> {
            fake.run(Replacing.<A>given(call, 0), Replacing.<B>given(call, 1));
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, B, C> S replaceAction(Action3<A, B, C> function, Action3<A, B, C> fake) {
        return replaced(function, call -> {
            fake.run(Replacing.<A>given(call, 0), Replacing.<B>given(call, 1), Replacing.<C>given(call, 2));
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, B, C, D> S replaceAction(Action4<A, B, C, D> function, Action4<A, B, C, D> fake) {
        return replaced(function, call -> {
            fake.run(
                    Replacing.<A>given(call, 0),
                    Replacing.<B>given(call, 1),
                    Replacing.<C>given(call, 2),
                    Replacing.<D>given(call, 3));
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, B, C, D, E> S replaceAction(Action5<A, B, C, D, E> function, Action5<A, B, C, D, E> fake) {
        return replaced(function, call -> {
            fake.run(
                    Replacing.<A>given(call, 0),
                    Replacing.<B>given(call, 1),
                    Replacing.<C>given(call, 2),
                    Replacing.<D>given(call, 3),
                    Replacing.<E>given(call, 4));
            return null;
        });
    }
}
