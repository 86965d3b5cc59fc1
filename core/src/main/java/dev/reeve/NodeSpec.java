package dev.reeve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node while its flow is being defined. Used by one thread. */
final class NodeSpec {
    private final Definition definition;
    private final int index;
    private final Work work;
    private final List<MapInput<?>> inputs;
    private final List<Scope> scopes;
    private final List<GuardSpec> branchGuards;
    private @Nullable String explicitName;
    private @Nullable Options options;

    /**
     * A node.
     *
     * @param branchGuards for a node that merges, the condition of each input; else empty
     */
    NodeSpec(Definition definition, Work work, List<MapInput<?>> inputs, List<GuardSpec> branchGuards) {
        this.definition = definition;
        this.index = definition.nodes().size();
        this.work = work;
        this.inputs = inputs;
        this.scopes = definition.scopes();
        this.branchGuards = branchGuards;
    }

    Definition definition() {
        return definition;
    }

    int index() {
        return index;
    }

    Work work() {
        return work;
    }

    List<MapInput<?>> inputs() {
        return inputs;
    }

    List<Scope> scopes() {
        return scopes;
    }

    List<GuardSpec> branchGuards() {
        return branchGuards;
    }

    /** The options, to be changed. Made when first asked for: most nodes of a large flow have none. */
    Options change(String option) {
        definition.requireOpen(option);
        if (options == null) {
            options = new Options();
        }
        return options;
    }

    @Nullable
    Options options() {
        return options;
    }

    /** Gives it this name. No option among others: many nodes have a name and nothing else. */
    void name(String given) {
        definition.requireOpen(".named(..)");
        explicitName = given;
    }

    @Nullable
    String explicitName() {
        return explicitName;
    }

    /** The name so far, for messages: a number that makes it unique is not known before the end. */
    String provisionalName() {
        if (explicitName != null && !explicitName.isEmpty()) {
            return explicitName;
        }
        return switch (work) {
            case Work.BuiltIn w -> w.name();
            case Work.OfFunction w -> {
                String name = FunctionShape.of(w.call()).taskName();
                yield name.isEmpty() ? "a lambda" : name;
            }
        };
    }
}
