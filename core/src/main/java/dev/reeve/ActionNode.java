package dev.reeve;

/** A task without a value: others can come after it, none can take it as input. */
public final class ActionNode extends NodeOptions<ActionNode> implements Node {
    ActionNode(NodeSpec spec) {
        super(spec);
    }

    @Override
    ActionNode self() {
        return this;
    }

    @Override
    public String toString() {
        return Handles.OPEN + spec().provisionalName() + Handles.CLOSE;
    }
}
