package dev.reeve;

import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.Kind;
import dev.reeve.graph.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How branches come together again. */
final class Merging {
    private Merging() {}

    /** A node that yields the value of the first branch that has one. Runs if not all were skipped. */
    static <T extends @Nullable Object> Output<T> merged(
            Definition definition, List<? extends Output<? extends T>> branches, List<GuardSpec> guards) {
        NodeSpec spec =
                definition.add(new Work.BuiltIn(Kind.MERGE, "merge", FunctionInfo.NONE, null, true), branches, guards);
        Options options = spec.change("merge");
        options.trigger = Trigger.NOT_ALL_SKIPPED;
        options.skipOnUpstreamSkip = false;
        return new Derived<>(new Derived.OfNode(spec));
    }

    /** The name of the task that fails for a value that no case is for. */
    static String unexpected(Output<?> on) {
        return "unexpected_" + Names.snakeCase(Handles.text(on)).replaceAll("[^a-z0-9_]+", "_");
    }

    static IllegalStateException noCase(@Nullable Object value, List<@Nullable Object> expected) {
        return new IllegalStateException("no case of choose(..) is for the value " + value + "; there are cases for "
                + expected + ". Add a case for it, or .otherwise(..) in place of .orFail().");
    }
}
