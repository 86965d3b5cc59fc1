package dev.reeve;

import dev.reeve.graph.ValueWords;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all handles have in common: how they compare and how they print. */
final class Handles {
    /** Opens the text of a handle. Found in a string, it tells that the string was built from a handle. */
    static final char OPEN = '\u27e6';

    static final char CLOSE = '\u27e7';

    private Handles() {}

    /** Whether two handles are one. */
    @SuppressWarnings("ReferenceEquality") // this is what equals of the handles is made of
    static boolean same(Output<?> output, @Nullable Object other) {
        if (other != null && !(other instanceof Node)) {
            throw new IllegalArgumentException(output + " is a handle, it has no value while the flow is being defined,"
                    + " so it never equals \"" + ValueWords.of(other)
                    + "\". To compare when the flow runs, use .is(..) as a condition,"
                    + " or compare inside a task.");
        }
        return output == other;
    }

    static String marked(Output<?> output) {
        return OPEN + text(output) + CLOSE;
    }

    /** The handle for people, by the names that are known so far. */
    static String text(Output<?> output) {
        return text(output, NodeSpec::provisionalName);
    }

    /** The handle for people. */
    static String text(Output<?> output, Function<NodeSpec, String> nameOf) {
        return switch (output) {
            case Parameter<?> p -> p.name();
            case TaskNode<?> n -> nameOf.apply(n.spec());
            case ApprovalNode<?> n -> nameOf.apply(n.spec());
            case Derived<?> d -> text(d.source(), nameOf);
        };
    }

    private static String text(Derived.Source source, Function<NodeSpec, String> nameOf) {
        return switch (source) {
            case Derived.Constant s -> "value " + ValueWords.of(s.value());
            case Derived.Part s ->
                text(s.whole(), nameOf) + "."
                        + FunctionShape.of(FunctionCall.task(s.component())).shortName();
            case Derived.All s -> "all of " + s.parts().size();
            case Derived.Flat s -> text(s.lists(), nameOf) + " flattened";
            case Derived.Element s -> "each of " + text(s.list(), nameOf);
            case Derived.Is s -> text(s.source(), nameOf) + " is " + ValueWords.of(s.constant());
            case Derived.IsAnother s -> text(s.source(), nameOf) + " is none of " + ValueWords.ofEach(s.constants());
            case Derived.Context s -> "task run";
            case Derived.SecretNamed s -> "secret " + s.name();
            case Derived.OfNode s -> nameOf.apply(s.spec());
        };
    }
}
