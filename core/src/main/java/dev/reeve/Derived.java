package dev.reeve;

import dev.reeve.graph.Comparison;
import dev.reeve.graph.Input;
import dev.reeve.graph.ValueWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An output that is no task of its own: constants, parts, fan-ins, conditions, injected things, merged branches. */
final class Derived<T extends @Nullable Object> implements Output<T> {
    /** Where its value comes from. */
    sealed interface Source {
        /** What it is in the graph. */
        Input input(Wiring wiring, Wiring.Place place);
    }

    record Constant(@Nullable Object value) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return wiring.constant(value, place);
        }
    }

    record Part(Output<?> whole, Task1<?, ?> component) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return new Input.Part(
                    wiring.inner(whole, place),
                    wiring.component(component, place),
                    FunctionShape.of(FunctionCall.task(component)).shortName());
        }
    }

    record All(List<Output<?>> parts) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            List<Input> inputs = new ArrayList<>(parts.size());
            for (Output<?> part : parts) {
                inputs.add(wiring.inner(part, place));
            }
            return new Input.All(inputs);
        }
    }

    record Flat(Output<?> lists) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return new Input.Flat(wiring.inner(lists, place));
        }
    }

    record Element(Output<?> list, Scope block) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return new Input.Element(wiring.inner(list, place), wiring.fanOut(block));
        }
    }

    record Is(Output<?> source, @Nullable Object constant) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return new Input.Equal(wiring.inner(source, place), constant);
        }
    }

    /** Whether the source equals none of the constants. */
    record IsAnother(Output<?> source, List<@Nullable Object> constants) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return new Input.Part(
                    wiring.inner(source, place),
                    value -> constants.stream().noneMatch(c -> Comparison.equal(value, c)),
                    "is none of " + ValueWords.ofEach(constants));
        }
    }

    record Context() implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return new Input.Context();
        }
    }

    record SecretNamed(String name) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return new Input.FromSecret(name);
        }
    }

    /** What a node yields that nobody configures. */
    record OfNode(NodeSpec spec) implements Source {
        @Override
        public Input input(Wiring wiring, Wiring.Place place) {
            return wiring.node(spec, place);
        }
    }

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
