package dev.reeve;

import dev.reeve.graph.Kind;
import java.util.List;

/** {@code map} for functions with a value, {@code forEach} for those without. At least one input is {@code each(..)}. */
abstract sealed class MapVerbs extends TaskVerbs permits BlockVerbs {
    MapVerbs(Definition definition) {
        super(definition);
    }

    /** Adds a task that calls the function once for each element; its value is the list of theirs. */
    public final <A, R> TaskNode<List<R>> map(Task1<A, R> function, MapInput<? extends A> a) {
        return valued(Kind.MAP, FunctionCall.task(function), a);
    }

    /** Adds a task that calls the function once for each element. */
    public final <A> ActionNode forEach(Action1<A> function, MapInput<? extends A> a) {
        return valueless(Kind.MAP, FunctionCall.action(function), a);
    }

    /** Adds a task that calls the function once for each element; its value is the list of theirs. */
    public final <A, B, R> TaskNode<List<R>> map(
            Task2<A, B, R> function, MapInput<? extends A> a, MapInput<? extends B> b) {
        return valued(Kind.MAP, FunctionCall.task(function), a, b);
    }

    /** Adds a task that calls the function once for each element. */
    public final <A, B> ActionNode forEach(Action2<A, B> function, MapInput<? extends A> a, MapInput<? extends B> b) {
        return valueless(Kind.MAP, FunctionCall.action(function), a, b);
    }

    /** Adds a task that calls the function once for each element; its value is the list of theirs. */
    public final <A, B, C, R> TaskNode<List<R>> map(
            Task3<A, B, C, R> function, MapInput<? extends A> a, MapInput<? extends B> b, MapInput<? extends C> c) {
        return valued(Kind.MAP, FunctionCall.task(function), a, b, c);
    }

    /** Adds a task that calls the function once for each element. */
    public final <A, B, C> ActionNode forEach(
            Action3<A, B, C> function, MapInput<? extends A> a, MapInput<? extends B> b, MapInput<? extends C> c) {
        return valueless(Kind.MAP, FunctionCall.action(function), a, b, c);
    }

    /** Adds a task that calls the function once for each element; its value is the list of theirs. */
    public final <A, B, C, D, R> TaskNode<List<R>> map(
            Task4<A, B, C, D, R> function,
            MapInput<? extends A> a,
            MapInput<? extends B> b,
            MapInput<? extends C> c,
            MapInput<? extends D> d) {
        return valued(Kind.MAP, FunctionCall.task(function), a, b, c, d);
    }

    /** Adds a task that calls the function once for each element. */
    public final <A, B, C, D> ActionNode forEach(
            Action4<A, B, C, D> function,
            MapInput<? extends A> a,
            MapInput<? extends B> b,
            MapInput<? extends C> c,
            MapInput<? extends D> d) {
        return valueless(Kind.MAP, FunctionCall.action(function), a, b, c, d);
    }

    /** Adds a task that calls the function once for each element; its value is the list of theirs. */
    public final <A, B, C, D, E, R> TaskNode<List<R>> map(
            Task5<A, B, C, D, E, R> function,
            MapInput<? extends A> a,
            MapInput<? extends B> b,
            MapInput<? extends C> c,
            MapInput<? extends D> d,
            MapInput<? extends E> e) {
        return valued(Kind.MAP, FunctionCall.task(function), a, b, c, d, e);
    }

    /** Adds a task that calls the function once for each element. */
    public final <A, B, C, D, E> ActionNode forEach(
            Action5<A, B, C, D, E> function,
            MapInput<? extends A> a,
            MapInput<? extends B> b,
            MapInput<? extends C> c,
            MapInput<? extends D> d,
            MapInput<? extends E> e) {
        return valueless(Kind.MAP, FunctionCall.action(function), a, b, c, d, e);
    }
}
