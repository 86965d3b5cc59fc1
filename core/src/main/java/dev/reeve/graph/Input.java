package dev.reeve.graph;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Where an input of a node comes from. */
public sealed interface Input {
    /** A constant. */
    record Constant(@Nullable Object value) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {}
    }

    /** The parameter with that index. */
    record FromParameter(int parameter) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {}
    }

    /** The result of the node with that index. */
    record FromNode(int node) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {
            visit.accept(node);
        }
    }

    /** A part of another input; {@code text} names it for people. */
    record Part(Input source, Component component, String text) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {
            source.forEachNode(visit);
        }
    }

    /** Several inputs as one list. */
    record All(List<Input> parts) implements Input {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public void forEachNode(IntConsumer visit) {
            for (Input part : parts) {
                part.forEachNode(visit);
            }
        }
    }

    /** A list of lists, as one list. */
    record Flat(Input lists) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {
            lists.forEachNode(visit);
        }
    }

    /** Whether an input equals a constant. */
    record Equal(Input source, @Nullable Object constant) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {
            source.forEachNode(visit);
        }
    }

    /** Another input if a condition holds, else nothing. Only at the top of a {@link Kind#MERGE} node's input. */
    record When(Input source, Guard guard) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {
            source.forEachNode(visit);
            guard.condition().forEachNode(visit);
        }
    }

    /** Each element of a list: one per child. Only at the top of a mapped node's input. */
    record Each(Input list, List<Component> path) implements Input {
        public Each {
            path = List.copyOf(path);
        }

        @Override
        public void forEachNode(IntConsumer visit) {
            list.forEachNode(visit);
        }
    }

    /** The element of the block that node {@code fanOut} runs for each element of a list. Only in a drawing. */
    record Element(Input list, int fanOut) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {
            list.forEachNode(visit);
        }
    }

    /** The context of the running task. */
    record Context() implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {}
    }

    /** A secret, by name. */
    record FromSecret(String name) implements Input {
        @Override
        public void forEachNode(IntConsumer visit) {}
    }

    /** Gives every node it reads, in order, once for each time that it is read. */
    void forEachNode(IntConsumer visit);
}
