package dev.reeve;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words for inputs: {@code import static dev.reeve.Inputs.*}. */
public final class Inputs {
    private Inputs() {}

    /** A constant as an input. The object is shared by all runs, so it should not change. */
    public static <T extends @Nullable Object> Output<T> value(T value) {
        return new Derived<>(new Derived.Constant(value));
    }

    /** Several outputs as one list, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> Output<List<T>> all(Output<? extends T>... outputs) {
        return all(Arrays.asList(Given.notNull(outputs, "all(..)", "outputs")));
    }

    /** Several outputs as one list, in the order of the collection. */
    public static <T extends @Nullable Object> Output<List<T>> all(Collection<? extends Output<? extends T>> outputs) {
        return new Derived<>(new Derived.All(Given.noneNull(outputs, "all(..)", "output")));
    }

    /** Each element of a list, one for each child of a mapped task. */
    public static <T extends @Nullable Object> Each<T> each(Output<? extends List<? extends T>> list) {
        return new Each<>(Given.notNull(list, "each(..)", "list"), List.of());
    }

    /** Each element of a constant list. */
    public static <T extends @Nullable Object> Each<T> each(List<? extends T> constants) {
        return new Each<>(value(Given.notNull(constants, "each(..)", "list")), List.of());
    }

    /**
     * Each element of a stream that a task returns, one for each child of a mapped task. The stream is taken when the task
     * returns it, within its attempt, and closed; what does not fit into memory waits on disk.
     */
    public static <T extends @Nullable Object> Each<T> streamed(Output<? extends Stream<? extends T>> stream) {
        return new Each<>(Given.notNull(stream, "streamed(..)", "stream"), List.of());
    }

    /** A list of lists as one list. */
    public static <T extends @Nullable Object> Output<List<T>> flatten(
            Output<? extends List<? extends List<? extends T>>> lists) {
        return new Derived<>(new Derived.Flat(Given.notNull(lists, "flatten(..)", "lists")));
    }

    /** The context of the running task, as an input. Nothing can be taken out of it before the task runs. */
    public static Output<TaskRun> taskRun() {
        return new Derived<>(new Derived.Context());
    }

    /** A secret, looked up when the task runs. Nothing can be taken out of it before. */
    public static Output<Secret> secret(String name) {
        return new Derived<>(new Derived.SecretNamed(Given.notNull(name, "secret(..)", "name")));
    }

    /** What a parameter of a sub-flow gets. */
    public static Binding with(String parameter, Output<?> input) {
        return new Binding(
                Given.notNull(parameter, "with(..)", "parameter"), Given.notNull(input, "with(..)", "input"));
    }
}
