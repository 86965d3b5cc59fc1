package dev.reeve;

import dev.reeve.graph.Body;
import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.Kind;
import org.jspecify.annotations.Nullable;

/** What a node is there for. */
sealed interface Work {
    /** What it is. */
    Kind kind();

    /** Whether others may take its value. */
    boolean hasValue();

    /** What its function tells about it. */
    NodeFunction told();

    /** Calls a function of the user's. */
    record OfFunction(Kind kind, FunctionCall call, boolean hasValue) implements Work {
        @Override
        public NodeFunction told() {
            return NodeFunction.of(this);
        }
    }

    /** Something of our own, which brings its name. */
    record BuiltIn(
            Kind kind,
            String name,
            FunctionInfo info,
            @Nullable Body body,
            boolean hasValue) implements Work {
        @Override
        public NodeFunction told() {
            return NodeFunction.of(this);
        }
    }
}
