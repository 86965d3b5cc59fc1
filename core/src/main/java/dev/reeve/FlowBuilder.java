package dev.reeve;

import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.Kind;
import dev.reeve.graph.ValueWords;
import dev.reeve.schedule.Schedule;
import dev.reeve.state.StateChange;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@code f} of {@link Flow#define}: adds parameters and tasks to one flow. Used by the thread that defines the
 * flow, until the definition ends; afterwards everything throws {@link IllegalStateException}.
 */
public final class FlowBuilder extends BlockVerbs {
    FlowBuilder(Definition definition) {
        super(definition);
    }

    /** Says what the flow is for. */
    public void describedAs(String text) {
        definition.describe(text);
    }

    /**
     * Template of the names of its runs, such as {@code "orders-{country}-{today}"}: parameters, and of the variables of
     * templates those that are not of a task. What a run is asked to be called wins.
     */
    public void runNamed(String template) {
        definition.nameRuns(template);
    }

    /**
     * Calls this on every change of state of the run and of its tasks, in every run of the flow, in the order of the
     * changes: beside what {@link RunOptions#onStateChange} names. It watches and cannot change anything.
     */
    public void onStateChange(Consumer<StateChange> watcher) {
        definition.watch(watcher);
    }

    /**
     * When it is to run by itself: {@code f.schedule(Schedule.cron("0 13 * * *").in("Europe/Berlin"))}. Each of its
     * clocks has to have a value for every parameter without default. Running the flow by hand takes no notice of it.
     */
    public void schedule(Schedule schedule) {
        definition.schedule(schedule);
    }

    /** A parameter of the default's type, for callers that give no value. */
    public <T> Parameter<T> parameter(String name, T defaultValue) {
        Given.notNull(name, definition, "f.parameter(..)", "name");
        Class<?> type = defaultValue == null ? Object.class : ValueTypes.ofDefault(defaultValue);
        if (type.getTypeParameters().length > 0) {
            definition
                    .problems()
                    .add(
                            "the default of parameter \"" + name + "\" is a " + type.getSimpleName()
                                    + ", which does not tell the type of its elements.",
                            "Name the type: f.parameter(\"" + name + "\", new TypeRef<List<String>>() {}, ..).");
        }
        return add(name, type, defaultValue, true);
    }

    /** A parameter that every caller has to give. */
    public <T> Parameter<T> parameter(String name, Class<T> type) {
        return add(name, type, null, false);
    }

    /** A parameter of a generic type that every caller has to give. */
    public <T> Parameter<T> parameter(String name, TypeRef<T> type) {
        return add(
                name, Given.notNull(type, definition, "f.parameter(..)", "type").type(), null, false);
    }

    /** A parameter with a default for callers that give no value. */
    public <T> Parameter<T> parameter(String name, Class<T> type, T defaultValue) {
        return add(name, type, defaultValue, true);
    }

    /** A parameter of a generic type, with a default for callers that give no value. */
    public <T> Parameter<T> parameter(String name, TypeRef<T> type, T defaultValue) {
        return add(
                name, Given.notNull(type, definition, "f.parameter(..)", "type").type(), defaultValue, true);
    }

    private <T> Parameter<T> add(String name, Type type, @Nullable T defaultValue, boolean hasDefault) {
        Given.notNull(name, definition, "f.parameter(..)", "name");
        Given.notNull(type, definition, "f.parameter(..)", "type");
        Type boxed = type instanceof Class<?> c ? ValueTypes.boxed(c) : type;
        Misfit misfit = Misfit.in(name, boxed, defaultValue);
        if (hasDefault && defaultValue == null) {
            definition
                    .problems()
                    .add(
                            "the default of parameter \"" + name + "\" is null.",
                            "Leave the default out, so that every caller gives a value: f.parameter(\"" + name
                                    + "\", type).");
        } else if (misfit != null) {
            definition
                    .problems()
                    .add(
                            "the default of parameter \"" + name + "\" is " + ValueWords.of(defaultValue)
                                    + ", which is no " + ValueTypes.words(boxed) + misfit.detail(boxed) + ".",
                            "Give a default of that type.");
        }
        return definition.add(new Parameter<>(definition, name, boxed, defaultValue));
    }

    /** Runs one of two blocks; yields what the one that ran returned. */
    public <T extends @Nullable Object> Output<T> branch(
            Output<Boolean> condition,
            Supplier<? extends Output<? extends T>> then,
            Supplier<? extends Output<? extends T>> otherwise) {
        Given.notNull(condition, definition, "f.branch(..)", "condition");
        List<GuardSpec> guards = List.of(GuardSpec.when(condition), GuardSpec.unless(condition));
        Output<? extends T> first = block(guards.get(0), then);
        Output<? extends T> second = block(guards.get(1), otherwise);
        return Merging.merged(definition, List.of(first, second), guards);
    }

    private <T extends @Nullable Object> Output<? extends T> block(
            GuardSpec guard, Supplier<? extends Output<? extends T>> body) {
        Given.notNull(body, definition, "f.branch(..)", "block");
        return definition.in(Scope.of(guard), () -> Merging.asNode(definition, returned(body.get(), "branch(..)")));
    }

    private static <T> T returned(@Nullable T output, String verb) {
        return Objects.requireNonNull(output, "a block of " + verb + " returned null; it has to return an output");
    }

    /** The tasks of the block run only if the condition holds, else they are skipped. */
    public void onlyIf(Output<Boolean> condition, Runnable block) {
        Given.notNull(condition, definition, "f.onlyIf(..)", "condition");
        Given.notNull(block, definition, "f.onlyIf(..)", "block");
        definition.in(Scope.of(GuardSpec.when(condition)), () -> {
            block.run();
            return true;
        });
    }

    /** Begins a branching by value. */
    public <K> Choice<K> choose(Output<K> on) {
        return new Choice<>(definition, Given.notNull(on, definition, "f.choose(..)", "output"));
    }

    /** Yields the value of the first of these that has one, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <T extends @Nullable Object> Output<T> merge(Output<? extends T>... branches) {
        List<Output<? extends T>> nodes = new ArrayList<>();
        for (Output<? extends T> branch : Given.noneNull(branches, definition, "f.merge(..)", "branch")) {
            nodes.add(Merging.asNode(definition, branch));
        }
        return Merging.merged(definition, nodes, List.of());
    }

    /** Runs a block once for each element of a list; yields the list of what it returned. */
    public <A, R> TaskNode<List<R>> fanOut(
            Output<? extends List<? extends A>> list, Function<Output<A>, ? extends Output<? extends R>> block) {
        Given.notNull(list, definition, "f.fanOut(..)", "list");
        Given.notNull(block, definition, "f.fanOut(..)", "block");
        Scope scope = new Scope(null, "each of ", list, null);
        Output<? extends R> last = returned(
                definition.in(scope, () -> block.apply(new Derived<>(new Derived.Element(list, scope)))), "fanOut(..)");
        NodeSpec node =
                definition.add(new Work.BuiltIn(Kind.FAN_OUT, "fan_out", FunctionInfo.NONE, null, true), list, last);
        definition.fanOut(scope, node);
        return new TaskNode<>(node);
    }

    /** Runs another flow as a task; yields its result. */
    public <R> TaskNode<R> subflow(ResultFlow<R> child, Binding... inputs) {
        return new TaskNode<>(sub(child, true, inputs));
    }

    /** Runs another flow as a task. */
    public ActionNode subflow(Flow child, Binding... inputs) {
        return new ActionNode(sub(child, false, inputs));
    }

    private NodeSpec sub(Flow child, boolean hasValue, Binding... bindings) {
        List<Output<?>> inputs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Given.notNull(child, definition, "f.subflow(..)", "flow");
        for (Binding binding : Given.noneNull(bindings, definition, "f.subflow(..)", "binding")) {
            names.add(binding.parameter());
            inputs.add(binding.input());
        }
        FunctionInfo info = new FunctionInfo(Flow.class, child.name(), null, null, names, child);
        NodeSpec spec =
                definition.add(new Work.BuiltIn(Kind.SUBFLOW, child.name(), info, null, hasValue), inputs, List.of());
        SubflowCheck.check(spec, child, List.of(bindings));
        return spec;
    }

    /** Asks a person whether to go on. */
    public ApprovalNode<Approval> approval(String question) {
        return approval(question, Approval.class);
    }

    /** Asks a person to fill in a record. */
    public <T extends Record> ApprovalNode<T> approval(String question, Class<T> answer) {
        Given.notNull(question, definition, "f.approval(..)", "question");
        Given.notNull(answer, definition, "f.approval(..)", "answer");
        FunctionInfo info = new FunctionInfo(null, "", answer, null, List.of("question"), null);
        return new ApprovalNode<>(
                definition.add(new Work.BuiltIn(Kind.APPROVAL, "approval", info, null, true), Inputs.value(question)));
    }

    /** The tasks that decide the run's state; if not said, all that nothing depends on. */
    public void referenceTasks(Node... nodes) {
        definition.addReferences(nodes);
    }
}
