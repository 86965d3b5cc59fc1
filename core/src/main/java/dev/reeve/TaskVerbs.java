package dev.reeve;

import dev.reeve.graph.Kind;
import java.util.Locale;

/** {@code task} for functions with a value, {@code action} for those without; up to five inputs, beyond that a record. */
abstract sealed class TaskVerbs permits MapVerbs {
    final Definition definition;

    TaskVerbs(Definition definition) {
        this.definition = definition;
    }

    final <R> TaskNode<R> valued(Kind kind, FunctionCall call, MapInput<?>... inputs) {
        return new TaskNode<>(definition.add(new Work.OfFunction(kind, given(kind, true, call), true), inputs));
    }

    final ActionNode valueless(Kind kind, FunctionCall call, MapInput<?>... inputs) {
        return new ActionNode(definition.add(new Work.OfFunction(kind, given(kind, false, call), false), inputs));
    }

    private FunctionCall given(Kind kind, boolean valued, FunctionCall call) {
        if (call.function() == null) {
            Given.notNull(call.function(), definition, verb(kind, valued), "function");
        }
        return call;
    }

    private static String verb(Kind kind, boolean valued) {
        if (!valued) {
            return kind == Kind.MAP ? "f.forEach(..)" : "f.action(..)";
        }
        return kind == Kind.OPEN ? "f.resource(..)" : "f." + kind.name().toLowerCase(Locale.ROOT) + "(..)";
    }

    /** Adds a task whose value others may take as input. */
    public final <R> TaskNode<R> task(Task0<R> function) {
        return valued(Kind.TASK, FunctionCall.task(function));
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final ActionNode action(Action0 function) {
        return valueless(Kind.TASK, FunctionCall.action(function));
    }

    /** Adds a task whose value others may take as input. */
    public final <A, R> TaskNode<R> task(Task1<A, R> function, Output<? extends A> a) {
        return valued(Kind.TASK, FunctionCall.task(function), a);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A> ActionNode action(Action1<A> function, Output<? extends A> a) {
        return valueless(Kind.TASK, FunctionCall.action(function), a);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, R> TaskNode<R> task(Task2<A, B, R> function, Output<? extends A> a, Output<? extends B> b) {
        return valued(Kind.TASK, FunctionCall.task(function), a, b);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B> ActionNode action(Action2<A, B> function, Output<? extends A> a, Output<? extends B> b) {
        return valueless(Kind.TASK, FunctionCall.action(function), a, b);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, C, R> TaskNode<R> task(
            Task3<A, B, C, R> function, Output<? extends A> a, Output<? extends B> b, Output<? extends C> c) {
        return valued(Kind.TASK, FunctionCall.task(function), a, b, c);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B, C> ActionNode action(
            Action3<A, B, C> function, Output<? extends A> a, Output<? extends B> b, Output<? extends C> c) {
        return valueless(Kind.TASK, FunctionCall.action(function), a, b, c);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, C, D, R> TaskNode<R> task(
            Task4<A, B, C, D, R> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d) {
        return valued(Kind.TASK, FunctionCall.task(function), a, b, c, d);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B, C, D> ActionNode action(
            Action4<A, B, C, D> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d) {
        return valueless(Kind.TASK, FunctionCall.action(function), a, b, c, d);
    }

    /** Adds a task whose value others may take as input. */
    public final <A, B, C, D, E, R> TaskNode<R> task(
            Task5<A, B, C, D, E, R> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d,
            Output<? extends E> e) {
        return valued(Kind.TASK, FunctionCall.task(function), a, b, c, d, e);
    }

    /** Adds a task without a value, or with one that nobody wants. */
    public final <A, B, C, D, E> ActionNode action(
            Action5<A, B, C, D, E> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d,
            Output<? extends E> e) {
        return valueless(Kind.TASK, FunctionCall.action(function), a, b, c, d, e);
    }
}
