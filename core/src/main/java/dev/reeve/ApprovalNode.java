package dev.reeve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for a person. Its value is what they answered. */
public final class ApprovalNode<T> implements Output<T> {
    private final NodeSpec spec;

    ApprovalNode(NodeSpec spec) {
        this.spec = spec;
    }

    NodeSpec spec() {
        return spec;
    }

    /** The task's name, taken as it is. */
    public ApprovalNode<T> named(String name) {
        spec.name(Given.notNull(name, spec, ".named(..)", "name"));
        return this;
    }

    /** What the person is shown beside the question. */
    public ApprovalNode<T> showing(Output<?>... outputs) {
        spec.change(".showing(..)").showing.addAll(Given.noneNull(outputs, spec, ".showing(..)", "output"));
        return this;
    }

    /** Who may answer; everybody if not said. */
    public ApprovalNode<T> by(String... roles) {
        spec.change(".by(..)").roles.addAll(Given.noneNull(roles, spec, ".by(..)", "role"));
        return this;
    }

    /** How long to wait for an answer; more than zero. */
    public ApprovalNode<T> timeout(Duration limit) {
        spec.change(".timeout(..)").timeout = Given.notNull(limit, spec, ".timeout(..)", "limit");
        return this;
    }

    /** Asks after these, without showing their values. */
    public ApprovalNode<T> after(Node... others) {
        spec.change(".after(..)").after.addAll(Given.noneNull(others, spec, ".after(..)", "task"));
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return Handles.same(this, other);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return Handles.marked(this);
    }
}
