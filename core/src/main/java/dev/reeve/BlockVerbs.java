package dev.reeve;

import dev.reeve.graph.Kind;

/** Loops, dynamic flows and resources. */
abstract sealed class BlockVerbs extends MapVerbs permits FlowBuilder {
    BlockVerbs(Definition definition) {
        super(definition);
    }

    private <R> Resource<R> opened(FunctionCall open, MapInput<?>... inputs) {
        return new Resource<>(definition, valued(Kind.OPEN, open, inputs));
    }

    /** Adds a task that is called again and again, each time with the state it returned, until it is done. */
    public final <S, R> TaskNode<R> loop(Task1<S, Loop<S, R>> function, Output<? extends S> start) {
        return valued(Kind.LOOP, FunctionCall.task(function), start);
    }

    /** Adds a task that is called again and again, each time with the state it returned, until it is done. */
    public final <S, B, R> TaskNode<R> loop(
            Task2<S, B, Loop<S, R>> function, Output<? extends S> start, Output<? extends B> b) {
        return valued(Kind.LOOP, FunctionCall.task(function), start, b);
    }

    /** Adds a task that is called again and again, each time with the state it returned, until it is done. */
    public final <S, B, C, R> TaskNode<R> loop(
            Task3<S, B, C, Loop<S, R>> function,
            Output<? extends S> start,
            Output<? extends B> b,
            Output<? extends C> c) {
        return valued(Kind.LOOP, FunctionCall.task(function), start, b, c);
    }

    /** Adds a task that is called again and again, each time with the state it returned, until it is done. */
    public final <S, B, C, D, R> TaskNode<R> loop(
            Task4<S, B, C, D, Loop<S, R>> function,
            Output<? extends S> start,
            Output<? extends B> b,
            Output<? extends C> c,
            Output<? extends D> d) {
        return valued(Kind.LOOP, FunctionCall.task(function), start, b, c, d);
    }

    /** Adds a task whose function returns the flow to run next; its value is that flow's result. */
    public final <R> TaskNode<R> dynamic(Task0<? extends ResultFlow<R>> function) {
        return valued(Kind.DYNAMIC, FunctionCall.task(function));
    }

    /** Begins a block around a resource that this function opens. */
    public final <R> Resource<R> resource(Task0<R> open) {
        return opened(FunctionCall.task(open));
    }

    /** Adds a task whose function returns the flow to run next; its value is that flow's result. */
    public final <A, R> TaskNode<R> dynamic(Task1<A, ? extends ResultFlow<R>> function, Output<? extends A> a) {
        return valued(Kind.DYNAMIC, FunctionCall.task(function), a);
    }

    /** Begins a block around a resource that this function opens. */
    public final <A, R> Resource<R> resource(Task1<A, R> open, Output<? extends A> a) {
        return opened(FunctionCall.task(open), a);
    }

    /** Adds a task whose function returns the flow to run next; its value is that flow's result. */
    public final <A, B, R> TaskNode<R> dynamic(
            Task2<A, B, ? extends ResultFlow<R>> function, Output<? extends A> a, Output<? extends B> b) {
        return valued(Kind.DYNAMIC, FunctionCall.task(function), a, b);
    }

    /** Begins a block around a resource that this function opens. */
    public final <A, B, R> Resource<R> resource(Task2<A, B, R> open, Output<? extends A> a, Output<? extends B> b) {
        return opened(FunctionCall.task(open), a, b);
    }

    /** Adds a task whose function returns the flow to run next; its value is that flow's result. */
    public final <A, B, C, R> TaskNode<R> dynamic(
            Task3<A, B, C, ? extends ResultFlow<R>> function,
            Output<? extends A> a,
            Output<? extends B> b,
            Output<? extends C> c) {
        return valued(Kind.DYNAMIC, FunctionCall.task(function), a, b, c);
    }

    /** Begins a block around a resource that this function opens. */
    public final <A, B, C, R> Resource<R> resource(
            Task3<A, B, C, R> open, Output<? extends A> a, Output<? extends B> b, Output<? extends C> c) {
        return opened(FunctionCall.task(open), a, b, c);
    }
}
