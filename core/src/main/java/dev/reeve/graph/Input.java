package dev.reeve.graph;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Where an input of a node comes from. */
public sealed interface Input {
    /** A constant. */
    record Constant(@Nullable Object value) implements Input {}

    /** The parameter with that index. */
    record FromParameter(int parameter) implements Input {}

    /** The result of the node with that index. */
    record FromNode(int node) implements Input {}

    /** A part of another input; {@code text} names it for people. */
    record Part(Input source, Component component, String text) implements Input {}

    /** Several inputs as one list. */
    record All(List<Input> parts) implements Input {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** A list of lists, as one list. */
    record Flat(Input lists) implements Input {}

    /** Whether an input equals a constant. */
    record Equal(Input source, @Nullable Object constant) implements Input {}

    /** Another input if a condition holds, else nothing. Only at the top of a {@link Kind#MERGE} node's input. */
    record When(Input source, Guard guard) implements Input {}

    /** Each element of a list: one per child. Only at the top of a mapped node's input. */
    record Each(Input list, List<Component> path) implements Input {
        public Each {
            path = List.copyOf(path);
        }
    }

    /** The element of the block that is run for each element of a list. */
    record Element(Input list) implements Input {}

    /** The context of the running task. */
    record Context() implements Input {}

    /** A secret, by name. */
    record FromSecret(String name) implements Input {}

    /** Gives every node it reads, in order, once for each time that it is read. */
    default void forEachNode(IntConsumer visit) {
        switch (this) {
            case FromNode i -> visit.accept(i.node());
            case Part i -> i.source().forEachNode(visit);
            case All i -> i.parts().forEach(part -> part.forEachNode(visit));
            case Flat i -> i.lists().forEachNode(visit);
            case When i -> {
                i.source().forEachNode(visit);
                i.guard().condition().forEachNode(visit);
            }
            case Equal i -> i.source().forEachNode(visit);
            case Each i -> i.list().forEachNode(visit);
            case Element i -> i.list().forEachNode(visit);
            case Constant i -> {}
            case FromParameter i -> {}
            case Context i -> {}
            case FromSecret i -> {}
        }
    }
}
