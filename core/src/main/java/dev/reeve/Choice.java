package dev.reeve;

import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.Kind;
import dev.reeve.graph.ValueWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A branching by value: {@code f.choose(kind).when(CSV, () -> ..).otherwise(() -> ..)}. */
public final class Choice<K> {
    private final Definition definition;
    private final Output<? extends K> on;

    Choice(Definition definition, Output<? extends K> on) {
        this.definition = definition;
        this.on = on;
    }

    /** The tasks of this block run if it is that value. */
    public <T extends @Nullable Object> Cases<T> when(K value, Supplier<? extends Output<? extends T>> block) {
        return new Cases<T>().when(value, block);
    }

    /** A branching with at least one case. Ends with {@code otherwise} or {@code orFail}. */
    public final class Cases<T extends @Nullable Object> {
        private final List<@Nullable Object> values = new ArrayList<>();
        private final List<Output<? extends T>> results = new ArrayList<>();
        private final List<GuardSpec> guards = new ArrayList<>();

        private Cases() {
            definition.begun(this, "choose(" + on + ") has cases and no end.");
        }

        /** The tasks of this block run if it is that value. */
        public Cases<T> when(K value, Supplier<? extends Output<? extends T>> block) {
            if (values.contains(value)) {
                definition
                        .problems()
                        .add(
                                "choose(" + on + ") has two cases for " + ValueWords.of(value) + ".",
                                "Leave out one of them.");
            }
            values.add(value);
            run(GuardSpec.is(on, new Derived<>(new Derived.Is(on, value)), " is " + ValueWords.of(value)), block);
            return this;
        }

        /** The tasks of this block run if it is none of the values. Yields what the block that ran returned. */
        public Output<T> otherwise(Supplier<? extends Output<? extends T>> block) {
            run(isAnother(), block);
            return merged();
        }

        /** No other value is expected: another one fails a task that says so, and with it what comes after. */
        public Output<T> orFail() {
            run(isAnother(), () -> {
                List<@Nullable Object> expected = new ArrayList<>(values);
                String name = Merging.unexpected(on);
                return new Derived<>(new Derived.OfNode(definition.add(
                        new Work.BuiltIn(
                                Kind.TASK,
                                name,
                                FunctionInfo.NONE,
                                inputs -> {
                                    throw Merging.noCase(inputs[0], expected);
                                },
                                true),
                        on)));
            });
            return merged();
        }

        private GuardSpec isAnother() {
            return GuardSpec.is(
                    on,
                    new Derived<>(new Derived.IsAnother(on, new ArrayList<>(values))),
                    " is none of " + ValueWords.ofEach(values));
        }

        private void run(GuardSpec guard, Supplier<? extends Output<? extends T>> block) {
            Given.notNull(block, definition, "f.choose(..)", "block");
            results.add(definition.in(
                    Scope.of(guard),
                    () -> Merging.asNode(
                            definition,
                            Objects.requireNonNull(
                                    block.get(), "a block of choose(..) returned null; it has to return an output"))));
            guards.add(guard);
        }

        private Output<T> merged() {
            definition.ended(this);
            return Merging.merged(definition, results, guards);
        }
    }
}
