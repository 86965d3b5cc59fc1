package dev.reeve;

import dev.reeve.graph.Kind;
import dev.reeve.schedule.Schedule;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A flow while it is being defined: what the verbs add to, and what {@link Assembly} makes a graph of. */
final class Definition {
    private final String flow;
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final List<Parameter<?>> parameters = new ArrayList<>();
    private final List<Node> references = new ArrayList<>();
    private final Problems problems;
    private List<Scope> scopes = List.of();
    private final IdentityHashMap<Object, String> unended = new IdentityHashMap<>();
    private final IdentityHashMap<Scope, NodeSpec> fanOuts = new IdentityHashMap<>();
    private String description = "";
    private String runName = "";
    private final List<Consumer<StateChange>> watchers = new ArrayList<>();
    private @Nullable Schedule schedule;
    private final Thread owner = Thread.currentThread();
    private boolean open = true;
    private final Object origin = new Object();

    Definition(String flow) {
        this.flow = Given.notNull(flow, "Flow.define(..)", "name");
        this.problems = new Problems(flow);
    }

    NodeSpec add(Work work, MapInput<?>... inputs) {
        return add(work, Arrays.asList(inputs), List.of());
    }

    NodeSpec add(Work work, List<? extends MapInput<?>> inputs, List<GuardSpec> branchGuards) {
        requireOpen("a new task");
        NodeSpec spec = new NodeSpec(this, work, Collections.unmodifiableList(inputs), branchGuards);
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) == null) {
                throw new NullPointerException(
                        Given.of(spec) + "input " + (i + 1) + " is null. Use value(null) for a constant null.");
            }
        }
        nodes.add(spec);
        return spec;
    }

    <T> Parameter<T> add(Parameter<T> parameter) {
        requireOpen("a new parameter");
        parameters.add(parameter);
        return parameter;
    }

    void addReferences(Node... added) {
        requireOpen("referenceTasks(..)");
        references.addAll(Given.noneNull(added, this, "f.referenceTasks(..)", "task"));
    }

    void describe(String text) {
        requireOpen("describedAs(..)");
        description = Given.notNull(text, this, "f.describedAs(..)", "text");
    }

    void nameRuns(String template) {
        requireOpen("runNamed(..)");
        runName = Given.notNull(template, this, "f.runNamed(..)", "template");
    }

    void watch(Consumer<StateChange> watcher) {
        requireOpen("onStateChange(..)");
        watchers.add(Given.notNull(watcher, this, "f.onStateChange(..)", "watcher"));
    }

    void schedule(Schedule when) {
        requireOpen("schedule(..)");
        Schedule given = Given.notNull(when, this, "f.schedule(..)", "schedule");
        if (schedule != null) {
            problems.add("it has two schedules.", "Say one, made of both: first.and(second).");
        }
        schedule = given;
    }

    /** Runs a block; every node that it defines is in this scope. */
    <X extends @Nullable Object> X in(Scope scope, Supplier<X> block) {
        requireOpen("a new block");
        List<Scope> outer = scopes;
        List<Scope> inner = new ArrayList<>(outer);
        inner.add(scope);
        scopes = List.copyOf(inner);
        try {
            return block.get();
        } finally {
            scopes = outer;
        }
    }

    void requireOpen(String what) {
        if (!open) {
            throw new IllegalStateException("Flow \"" + flow + "\" is already defined, so " + what
                    + " comes too late. Everything about its tasks has to be said inside Flow.define(..).");
        }
        requireOwner();
    }

    private void requireOwner() {
        if (!owner.equals(Thread.currentThread())) {
            throw new IllegalStateException("Flow \"" + flow + "\" is defined by thread \"" + owner.getName()
                    + "\" and thread \"" + Thread.currentThread().getName()
                    + "\" tries to add to it. Define a flow in one thread; its tasks run in as many as you like.");
        }
    }

    void close() {
        open = false;
    }

    /** That node runs that block once for each element. */
    void fanOut(Scope block, NodeSpec node) {
        fanOuts.put(block, node);
    }

    /** The node that runs that block once for each element; null if none does. */
    @Nullable
    NodeSpec fanOut(Scope block) {
        return fanOuts.get(block);
    }

    boolean hasFanOuts() {
        return !fanOuts.isEmpty();
    }

    boolean isFanOut(int node) {
        return nodes.get(node).work().kind() == Kind.FAN_OUT;
    }

    /** Something began that has to be ended; {@code problem} says what it is if it is not. */
    void begun(Object construct, String problem) {
        unended.put(construct, problem);
    }

    /** That was ended. */
    void ended(Object construct) {
        unended.remove(construct);
    }

    /** What was begun and not ended becomes a problem. */
    void checkEnds() {
        List<String> left = new ArrayList<>(unended.values());
        Collections.sort(left);
        for (String problem : left) {
            problems.add(problem, "End it with .otherwise(..), or with .orFail() where no other value is expected.");
        }
    }

    /** Stands for this definition where its nodes need not be kept. */
    Object origin() {
        return origin;
    }

    String flow() {
        return flow;
    }

    String description() {
        return description;
    }

    String runName() {
        return runName;
    }

    List<Consumer<StateChange>> watchers() {
        return watchers;
    }

    @Nullable
    Schedule schedule() {
        return schedule;
    }

    List<NodeSpec> nodes() {
        return nodes;
    }

    List<Parameter<?>> parameters() {
        return parameters;
    }

    List<Node> references() {
        return references;
    }

    List<Scope> scopes() {
        return scopes;
    }

    Problems problems() {
        return problems;
    }
}
