package dev.reeve;

import dev.reeve.spi.Serializer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A task of a flow: the handle of its value, and its options. */
public final class TaskNode<T extends @Nullable Object> extends NodeOptions<TaskNode<T>> implements Output<T> {
    TaskNode(NodeSpec spec) {
        super(spec);
    }

    @Override
    TaskNode<T> self() {
        return this;
    }

    /** Template of the place where its result is kept and found again. */
    public TaskNode<T> target(String template) {
        return set(".target(..)", o -> o.target = given(".target(..)", "template", template));
    }

    /** Takes what lies at the target whatever the inputs were that made it. */
    public TaskNode<T> targetIgnoresInputs() {
        return set(".targetIgnoresInputs()", o -> o.targetIgnoresInputs = true);
    }

    /** How long its result may be used again for the same inputs; more than zero. */
    public TaskNode<T> cacheFor(Duration age) {
        return set(".cacheFor(..)", o -> o.cacheFor = given(".cacheFor(..)", "age", age));
    }

    /**
     * What has to be the same for a cached result to be used again; all of these have to hold. All inputs, if not said.
     */
    public TaskNode<T> cachedBy(CacheKey... keys) {
        return set(".cachedBy(..)", o -> o.cachedBy = Given.noneNull(keys, spec(), ".cachedBy(..)", "key"));
    }

    /** Shares the cached result with tasks of other flows that use the same key. */
    public TaskNode<T> sharedCache(String key) {
        return set(".sharedCache(..)", o -> o.sharedCache = given(".sharedCache(..)", "key", key));
    }

    /** Keeps the result in the {@link FlowRun}, even if other tasks have taken it. */
    public TaskNode<T> keep() {
        return set(".keep()", o -> o.keep = true);
    }

    /** Whether its result is stored, whatever the run says. */
    public TaskNode<T> checkpoint(boolean stored) {
        return set(".checkpoint(..)", o -> o.checkpoint = stored);
    }

    /** How its result is stored. */
    public TaskNode<T> serializer(Serializer serializer) {
        return set(".serializer(..)", o -> o.serializer = given(".serializer(..)", "serializer", serializer));
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
