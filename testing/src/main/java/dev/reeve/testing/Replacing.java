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
 * <p>A fake has a type variable of its own, whose bound is the function's type: so javac knows what the function gives
 * before it looks at the fake. With one type for both, a fake that gives something else would make that type wider.
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
    public final <R, F extends Task0<R>> S replace(Task0<R> function, F fake) {
        return replaced(function, call -> fake.call());
    }

    /** Puts that in the place of a function with a value. */
    public final <A, R, F extends Task1<A, R>> S replace(Task1<A, R> function, F fake) {
        return replaced(function, call -> fake.call(Replacing.<A>given(call, 0)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, R, F extends Task2<A, B, R>> S replace(Task2<A, B, R> function, F fake) {
        return replaced(function, call -> fake.call(Replacing.<A>given(call, 0), Replacing.<B>given(call, 1)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, C, R, F extends Task3<A, B, C, R>> S replace(Task3<A, B, C, R> function, F fake) {
        return replaced(
                function,
                call -> fake.call(
                        Replacing.<A>given(call, 0), Replacing.<B>given(call, 1), Replacing.<C>given(call, 2)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, C, D, R, F extends Task4<A, B, C, D, R>> S replace(Task4<A, B, C, D, R> function, F fake) {
        return replaced(
                function,
                call -> fake.call(
                        Replacing.<A>given(call, 0),
                        Replacing.<B>given(call, 1),
                        Replacing.<C>given(call, 2),
                        Replacing.<D>given(call, 3)));
    }

    /** Puts that in the place of a function with a value. */
    public final <A, B, C, D, E, R, F extends Task5<A, B, C, D, E, R>> S replace(
            Task5<A, B, C, D, E, R> function, F fake) {
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
    public final <F extends Action0> S replaceAction(Action0 function, F fake) {
        return replaced(function, call -> {
            fake.run();
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, F extends Action1<A>> S replaceAction(Action1<A> function, F fake) {
        return replaced(function, call -> {
            fake.run(Replacing.<A>given(call, 0));
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, B, F extends Action2<A, B>> S replaceAction(Action2<A, B> function, F fake) {
        return replaced(function, call -> {
            fake.run(Replacing.<A>given(call, 0), Replacing.<B>given(call, 1));
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, B, C, F extends Action3<A, B, C>> S replaceAction(Action3<A, B, C> function, F fake) {
        return replaced(function, call -> {
            fake.run(Replacing.<A>given(call, 0), Replacing.<B>given(call, 1), Replacing.<C>given(call, 2));
            return null;
        });
    }

    /** Puts that in the place of a function without a value, or with one that nobody wants. */
    public final <A, B, C, D, F extends Action4<A, B, C, D>> S replaceAction(Action4<A, B, C, D> function, F fake) {
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
    public final <A, B, C, D, E, F extends Action5<A, B, C, D, E>> S replaceAction(
            Action5<A, B, C, D, E> function, F fake) {
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
