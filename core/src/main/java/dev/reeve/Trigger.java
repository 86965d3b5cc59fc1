package dev.reeve;

import dev.reeve.state.Bound;
import dev.reeve.state.State;
import dev.reeve.state.TriggerRule;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When a task may run, given how the tasks before it ended. Skipped counts as successful, cancelled as neither;
 * constants and parameters do not count; the children of a mapped task count one by one. Bounds are inclusive.
 */
public record Trigger(TriggerRule rule) {
    /** Nothing failed or was cancelled. The default. */
    public static final Trigger ALL_SUCCESSFUL = new Trigger(new TriggerRule.AllSuccessful());

    /** Everything failed. */
    public static final Trigger ALL_FAILED = new Trigger(new TriggerRule.AllFailed());

    /** Something ended well. */
    public static final Trigger ANY_SUCCESSFUL = new Trigger(new TriggerRule.AnySuccessful());

    /** Something failed. */
    public static final Trigger ANY_FAILED = new Trigger(new TriggerRule.AnyFailed());

    /** Everything ended, however. */
    public static final Trigger ALL_FINISHED = new Trigger(new TriggerRule.AllFinished());

    /** Nothing failed, and something was not skipped. Use with {@code skipOnUpstreamSkip(false)}. */
    public static final Trigger NOT_ALL_SKIPPED = new Trigger(new TriggerRule.NotAllSkipped());

    /** A person says when. */
    public static final Trigger MANUAL = new Trigger(new TriggerRule.Manual());

    /** At least so many ended well. */
    public static Trigger someSuccessful(Bound atLeast) {
        return someSuccessful(atLeast, Bound.share(1));
    }

    /**
     * So many ended well.
     *
     * @throws IllegalArgumentException if no number is within the bounds
     */
    public static Trigger someSuccessful(Bound atLeast, Bound atMost) {
        return new Trigger(new TriggerRule.SomeSuccessful(
                Given.notNull(atLeast, "Trigger.someSuccessful(..)", "least"),
                Given.notNull(atMost, "Trigger.someSuccessful(..)", "most")));
    }

    /** At least so many failed. */
    public static Trigger someFailed(Bound atLeast) {
        return someFailed(atLeast, Bound.share(1));
    }

    /**
     * So many failed.
     *
     * @throws IllegalArgumentException if no number is within the bounds
     */
    public static Trigger someFailed(Bound atLeast, Bound atMost) {
        return new Trigger(new TriggerRule.SomeFailed(
                Given.notNull(atLeast, "Trigger.someFailed(..)", "least"),
                Given.notNull(atMost, "Trigger.someFailed(..)", "most")));
    }

    /**
     * Your own: given the states of each task before it by name, those of a mapped task's children in order. What it
     * throws counts as no.
     *
     * @param name what messages call it
     * @throws IllegalArgumentException if the name is blank
     */
    public static Trigger own(String name, Predicate<Map<String, List<State>>> passes) {
        Given.notNull(passes, "Trigger.own(..)", "function");
        if (Given.notNull(name, "Trigger.own(..)", "name").isBlank()) {
            throw new IllegalArgumentException(
                    "the name of a trigger is blank. Messages say it when the trigger does not pass: use a word for it.");
        }
        return new Trigger(new TriggerRule.Own(name, passes));
    }

    @Override
    public String toString() {
        return rule.label();
    }
}
