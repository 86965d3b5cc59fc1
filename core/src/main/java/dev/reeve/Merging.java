package dev.reeve;

import dev.reeve.graph.FunctionInfo;
import dev.reeve.graph.Kind;
import dev.reeve.graph.Names;
import dev.reeve.graph.ValueWords;
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

    /**
     * A branch as a node. What reads no task, a constant say, would not count as one that was not skipped, so it gets
     * a node that passes it on and is skipped with its block.
     */
    static <T extends @Nullable Object> Output<T> asNode(Definition definition, Output<T> branch) {
        if (readsTask(branch)) {
            return branch;
        }
        String name = branch instanceof Parameter<?> parameter ? parameter.name() : "value";
        return new Derived<>(new Derived.OfNode(definition.add(
                new Work.BuiltIn(Kind.TASK, name, FunctionInfo.NONE, inputs -> inputs[0], true), branch)));
    }

    private static boolean readsTask(Output<?> output) {
        return switch (output) {
            case Parameter<?> p -> false;
            case TaskNode<?> n -> true;
            case ApprovalNode<?> n -> true;
            case Derived<?> d ->
                switch (d.source()) {
                    case Derived.OfNode s -> true;
                    case Derived.Part s -> readsTask(s.whole());
                    case Derived.All s -> s.parts().stream().anyMatch(Merging::readsTask);
                    case Derived.Flat s -> readsTask(s.lists());
                    case Derived.Element s -> readsTask(s.list());
                    case Derived.Is s -> readsTask(s.source());
                    case Derived.IsAnother s -> readsTask(s.source());
                    case Derived.Constant s -> false;
                    case Derived.Context s -> false;
                    case Derived.SecretNamed s -> false;
                };
        };
    }

    /** The name of the task that fails for a value that no case is for. */
    static String unexpected(Output<?> on) {
        return "unexpected_" + Names.snakeCase(Handles.text(on)).replaceAll("[^a-z0-9_]+", "_");
    }

    static IllegalStateException noCase(@Nullable Object value, List<@Nullable Object> expected) {
        return new IllegalStateException("no case of choose(..) is for the value " + ValueWords.of(value)
                + "; there are cases for " + ValueWords.ofEach(expected)
                + ". Add a case for it, or .otherwise(..) in place of .orFail().");
    }
}
