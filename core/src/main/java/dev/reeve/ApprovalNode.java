package dev.reeve;

import java.time.Duration;
import java.util.Arrays;
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
        spec.name(name);
        return this;
    }

    /** What the person is shown beside the question. */
    public ApprovalNode<T> showing(Output<?>... outputs) {
        spec.change(".showing(..)").showing.addAll(Arrays.asList(outputs));
        return this;
    }

    /** Who may answer; everybody if not said. */
    public ApprovalNode<T> by(String... roles) {
        spec.change(".by(..)").roles.addAll(Arrays.asList(roles));
        return this;
    }

    /** How long to wait for an answer; more than zero. */
    public ApprovalNode<T> timeout(Duration limit) {
        spec.change(".timeout(..)").timeout = limit;
        return this;
    }

    /** Asks after these, without showing their values. */
    public ApprovalNode<T> after(Node... others) {
        spec.change(".after(..)").after.addAll(Arrays.asList(others));
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
