package dev.reeve;

import dev.reeve.graph.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that is opened before the first task of a block and closed after its last, however they end. */
public final class Resource<S extends @Nullable Object> {
    private final Definition definition;
    private final TaskNode<S> open;

    Resource(Definition definition, TaskNode<S> open) {
        this.definition = definition;
        this.open = open;
    }

    /** The name of the task that opens it, taken as it is; needed where the function is a lambda. */
    public Resource<S> named(String name) {
        open.named(name);
        return this;
    }

    /** The function that closes it. */
    public Closing closeWith(Action1<S> close) {
        return new Closing(Given.notNull(close, definition, "closeWith(..)", "function"));
    }

    /** A resource that knows how it is closed. */
    public final class Closing {
        private final Action1<S> close;

        private @Nullable String name;

        private Closing(Action1<S> close) {
            this.close = close;
        }

        /** The name of the task that closes it, taken as it is; needed where the function is a lambda. */
        public Closing named(String taskName) {
            name = taskName;
            return this;
        }

        /** Defines the block; yields what it returns: an output, an action, or a record of several. */
        public <X extends @Nullable Object> X use(Function<Output<S>, X> block) {
            Given.notNull(block, definition, "use(..)", "block");
            int first = definition.nodes().size();
            X result = definition.in(new Scope(null, "with ", open, open), () -> block.apply(open));
            List<Node> inside = new ArrayList<>();
            definition
                    .nodes()
                    .subList(first, definition.nodes().size())
                    .forEach(node -> inside.add(new Derived<>(new Derived.OfNode(node))));
            ActionNode closing = new ActionNode(
                    definition.add(new Work.OfFunction(Kind.CLOSE, FunctionCall.action(close), false), open));
            if (name != null) {
                closing.named(name);
            }
            closing.trigger(Trigger.ALL_FINISHED).after(inside.toArray(Node[]::new));
            return result;
        }
    }
}
