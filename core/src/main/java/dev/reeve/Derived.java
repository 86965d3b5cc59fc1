package dev.reeve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An output that is no task of its own: constants, parts, fan-ins, conditions, injected things, merged branches. */
final class Derived<T extends @Nullable Object> implements Output<T> {
    /** Where its value comes from. */
    sealed interface Source {}

    record Constant(@Nullable Object value) implements Source {}

    record Part(Output<?> whole, Task1<?, ?> component) implements Source {}

    record All(List<Output<?>> parts) implements Source {}

    record Flat(Output<?> lists) implements Source {}

    record Element(Output<?> list) implements Source {}

    record Is(Output<?> source, @Nullable Object constant) implements Source {}

    /** Whether the source equals none of the constants. */
    record IsAnother(Output<?> source, List<@Nullable Object> constants) implements Source {}

    record Context() implements Source {}

    record SecretNamed(String name) implements Source {}

    /** What a node yields that nobody configures. */
    record OfNode(NodeSpec spec) implements Source {}

    private final Source source;

    Derived(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return Handles.same(this, other);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return Handles.marked(this);
    }
}
