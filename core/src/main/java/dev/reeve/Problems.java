package dev.reeve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The mistakes found so far in a definition, each with the node it is about, whose name is known only at the end. */
final class Problems {
    private record Problem(@Nullable NodeSpec node, String cause, String remedy) {
        int place() {
            return node == null ? -1 : node.index();
        }
    }

    private final String flow;
    private final List<Problem> problems = new ArrayList<>();

    Problems(String flow) {
        this.flow = flow;
    }

    /** A mistake about the flow as a whole. */
    void add(String cause, String remedy) {
        problems.add(new Problem(null, cause, remedy));
    }

    /** A mistake about a node. */
    void add(NodeSpec node, String cause, String remedy) {
        problems.add(new Problem(node, cause, remedy));
    }

    int size() {
        return problems.size();
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    FlowDefinitionException asException(Function<NodeSpec, String> nameOf) {
        List<DefinitionError> errors = problems.stream()
                .sorted(Comparator.comparingInt(Problem::place)) // stable: those of one node stay as found
                .map(p -> new DefinitionError(
                        flow, p.node() == null ? "" : nameOf.apply(p.node()), p.cause(), p.remedy()))
                .toList();
        return new FlowDefinitionException(flow, errors);
    }
}
