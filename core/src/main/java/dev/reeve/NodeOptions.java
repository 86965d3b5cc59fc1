package dev.reeve;

import dev.reeve.graph.Effects;
import dev.reeve.state.Backoff;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The options of one task of a flow, each returning the same handle. They win over those of {@link Task} on the
 * function. Values that are out of bounds are reported when the flow's definition ends, with all other mistakes.
 *
 * <p>Usable until {@code Flow.define} returns; afterwards each throws {@link IllegalStateException}.
 */
public abstract sealed class NodeOptions<S extends NodeOptions<S>> permits TaskNode, ActionNode {
    private final NodeSpec spec;

    NodeOptions(NodeSpec spec) {
        this.spec = spec;
    }

    final NodeSpec spec() {
        return spec;
    }

    abstract S self();

    final <T> T given(String option, String argument, @Nullable T value) {
        return Given.notNull(value, spec, option, argument);
    }

    final S set(String option, Consumer<Options> change) {
        change.accept(spec.change(option));
        return self();
    }

    /** The task's name, taken as it is. Two tasks of a flow cannot be given the same. */
    public final S named(String name) {
        spec.name(given(".named(..)", "name", name));
        return self();
    }

    /** How many failures are followed by another attempt; 0 or more. The wait is not changed. */
    public final S retries(int times) {
        return set(".retries(..)", o -> o.retries = times);
    }

    /** How many failures are followed by another attempt, 0 or more, and the wait before each. */
    public final S retries(int times, Duration delay) {
        return set(".retries(..)", o -> {
            o.retries = times;
            o.retryDelay = given(".retries(..)", "delay", delay);
            o.backoff = null;
        });
    }

    /** The wait before another attempt. */
    public final S backoff(Backoff backoff) {
        return set(".backoff(..)", o -> {
            o.backoff = given(".backoff(..)", "backoff", backoff);
            o.retryDelay = null;
        });
    }

    /** Retries only what is one of these. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final S retryOn(Class<? extends Throwable>... causes) {
        List<Class<? extends Throwable>> types = Given.noneNull(causes, spec, ".retryOn(..)", "cause");
        return retryOn(thrown -> types.stream().anyMatch(type -> type.isInstance(thrown)));
    }

    /** Retries only what passes. */
    public final S retryOn(Predicate<Throwable> causes) {
        return set(".retryOn(..)", o -> o.retryOn = given(".retryOn(..)", "causes", causes));
    }

    /** The longest an attempt may take; more than zero. */
    public final S timeout(Duration limit) {
        return set(".timeout(..)", o -> o.timeout = given(".timeout(..)", "limit", limit));
    }

    /** When it may run, given how its upstreams ended. {@link Trigger#ALL_SUCCESSFUL} if not said. */
    public final S trigger(Trigger trigger) {
        return set(".trigger(..)", o -> o.trigger = given(".trigger(..)", "trigger", trigger));
    }

    /** Runs after these, without taking their values. */
    public final S after(Node... others) {
        return set(".after(..)", o -> o.after.addAll(Given.noneNull(others, spec, ".after(..)", "task")));
    }

    /** The tags, in place of those of the function. */
    public final S tags(String... tags) {
        return set(".tags(..)", o -> o.tags = Given.noneNull(tags, spec, ".tags(..)", "tag"));
    }

    /** Runs only if the condition holds, else is skipped. Several have to hold all. */
    public final S onlyIf(Output<Boolean> condition) {
        return set(".onlyIf(..)", o -> o.guards.add(GuardSpec.when(given(".onlyIf(..)", "condition", condition))));
    }

    /** Takes that many units, 1 or more, of a named resource while it runs, of those that {@link RunOptions#limit} gives. */
    public final S requires(String resource, int units) {
        return set(".requires(..)", o -> o.requires.put(given(".requires(..)", "resource", resource), units));
    }

    /**
     * Lets at most so many attempts of it begin in any span of that length: 1 or more, up to a million, and more than
     * zero. Those of all children of a mapped task count together, repeated ones too; what has to wait is Queued.
     */
    public final S rateLimit(int begins, Duration span) {
        return set(".rateLimit(..)", o -> {
            o.rateBegins = begins;
            o.rateSpan = given(".rateLimit(..)", "span", span);
        });
    }

    /**
     * Among tasks that are ready, those of a higher priority begin first, whatever waits for them; 0 if not said, and it
     * may be below. What a task of high priority waits for is no more urgent for that.
     */
    public final S priority(int priority) {
        return set(".priority(..)", o -> o.priority = priority);
    }

    /** Template of the name that each of its runs has in logs and summaries, such as {@code "{country}-{map_index}"}. */
    public final S runNamed(String template) {
        return set(".runNamed(..)", o -> o.runName = given(".runNamed(..)", "template", template));
    }

    /**
     * What its function prints to {@code System.out} and {@code System.err} goes into its log, line by line, also what
     * threads print that it starts.
     */
    public final S captureOutput() {
        return captureOutput(true);
    }

    /** Whether what its function prints goes into its log. */
    public final S captureOutput(boolean captured) {
        return set(".captureOutput(..)", o -> o.captureOutput = captured);
    }

    /** What calling its function again does, after a failed attempt or a lost process; the test kit holds it to that. */
    public final S effects(Effects effects) {
        return set(".effects(..)", o -> o.effects = given(".effects(..)", "effects", effects));
    }

    /**
     * Whether it is skipped if anything before it was, be it one child of a mapped task ({@code true}), or never for
     * that reason ({@code false}). If not said, it is skipped if a task before it was skipped as a whole.
     */
    public final S skipOnUpstreamSkip(boolean skip) {
        return set(".skipOnUpstreamSkip(..)", o -> o.skipOnUpstreamSkip = skip);
    }

    /** Stands for its code when a stored result is to be used again. */
    public final S version(String version) {
        return set(".version(..)", o -> o.version = given(".version(..)", "version", version));
    }

    /**
     * Names data outside of the flow that it reads, such as {@code "s3://shop/orders"}: 1 to 300 characters without braces,
     * the same name in all runs. Says so only: what is read is for the function to do.
     */
    public final S reads(String... assets) {
        return set(".reads(..)", o -> o.reads.addAll(Given.noneNull(assets, spec, ".reads(..)", "asset")));
    }

    /**
     * Names data outside of the flow that it makes, such as {@code "warehouse.sales"}: as {@link #reads}. Each time that the
     * task succeeds, a server writes down that they were made.
     */
    public final S produces(String... assets) {
        return set(".produces(..)", o -> o.produces.addAll(Given.noneNull(assets, spec, ".produces(..)", "asset")));
    }

    /** Calls this after every change of its state. The handler only watches; what it throws is logged. */
    public final S onStateChange(Consumer<StateChange> handler) {
        return set(".onStateChange(..)", o -> o.onStateChange.add(given(".onStateChange(..)", "handler", handler)));
    }

    /** Calls this whenever an attempt failed and another will follow. */
    public final S onRetry(Consumer<StateChange> handler) {
        return set(".onRetry(..)", o -> o.onRetry.add(given(".onRetry(..)", "handler", handler)));
    }

    /** Calls this when it has failed for good. */
    public final S onFailure(Consumer<StateChange> handler) {
        return set(".onFailure(..)", o -> o.onFailure.add(given(".onFailure(..)", "handler", handler)));
    }
}
