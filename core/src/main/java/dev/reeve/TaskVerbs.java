package dev.reeve;

import dev.reeve.graph.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code task} for functions with a value, {@code action} for those without; up to five inputs, beyond that a record. */
abstract sealed class TaskVerbs permits MapVerbs {
    final Definition definition;

    TaskVerbs(Definition definition) {
        this.definition = definition;
    }

    final <R> TaskNode<R> valued(Kind kind, TaskFunction function, MapInput<?>... inputs) {
        return new TaskNode<>(definition.add(new Work.OfFunction(kind, given(kind, true, function), true), inputs));
    }

    final ActionNode valueless(Kind kind, TaskFunction function, MapInput<?>... inputs) {
        return new ActionNode(definition.add(new Work.OfFunction(kind, given(kind, false, function), false), inputs));
    }

    private TaskFunction given(Kind kind, boolean valued, @Nullable TaskFunction function) {
        return function == null ? Given.notNull(function, definition, verb(kind, valued), "function") : function;
    }

    private static String verb(Kind kind, boolean valued) {
        if (!valued) {
            return kind == Kind.MAP ? "f.forEach(..)" : "f.action(..)";
        }
        return kind == Kind.OPEN ? "f.resource(..)" : "f." + kind.name().toLowerCase(Locale.ROOT) + "(..)";
    }

    /** Adds a task whose value others may take as input. */
    public final <R> TaskNode<R> task(Task0<R> function) {
        return valued(Kind.TASK, function);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final ActionNode action(Action0 function) {
        return valueless(Kind.TASK, function);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, R> TaskNode<R> task(Task1<A, R> function, Output<? extends A> a) {
        return valued(Kind.TASK, function, a);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A> ActionNode action(Action1<A> function, Output<? extends A> a) {
        return valueless(Kind.TASK, function, a);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, R> TaskNode<R> task(Task2<A, B, R> function, Output<? extends A> a, Output<? extends B> b) {
        return valued(Kind.TASK, function, a, b);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B> ActionNode action(Action2<A, B> function, Output<? extends A> a, Output<? extends B> b) {
        return valueless(Kind.TASK, function, a, b);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, C, R> TaskNode<R> task(
            Task3<A, B, C, R> function, Output<? extends A> a, Output<? extends B> b, Output<? extends C> c) {
        return valued(Kind.TASK, function, a, b, c);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B, C> ActionNode action(
            Action3<A, B, C> function, Output<? extends A> a, Output<? extends B> b, Output<? extends C> c) {
        return valueless(Kind.TASK, function, a, b, c);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, C, D, R> TaskNode<R> task(
            Task4<A, B, C, D, R> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d) {
        return valued(Kind.TASK, function, a, b, c, d);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B, C, D> ActionNode action(
            Action4<A, B, C, D> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d) {
        return valueless(Kind.TASK, function, a, b, c, d);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, C, D, E, R> TaskNode<R> task(
            Task5<A, B, C, D, E, R> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d,
            Output<? extends E> e) {
        return valued(Kind.TASK, function, a, b, c, d, e);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B, C, D, E> ActionNode action(
            Action5<A, B, C, D, E> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d,
            Output<? extends E> e) {
        return valueless(Kind.TASK, function, a, b, c, d, e);
    }
}
