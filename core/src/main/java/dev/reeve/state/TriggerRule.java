package dev.reeve.state;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When a node may run, given how its upstreams ended. Rules see tasks only: constants and parameters are no
 * upstreams. Without any upstream every rule passes but {@link Manual}.
 */
public sealed interface TriggerRule {
    /** Nothing upstream failed or was cancelled. The default. */
    record AllSuccessful() implements TriggerRule {}

    /** Everything upstream failed. */
    record AllFailed() implements TriggerRule {}

    /** Something upstream ended well. */
    record AnySuccessful() implements TriggerRule {}

    /** Something upstream failed. */
    record AnyFailed() implements TriggerRule {}

    /** Everything upstream ended, however. */
    record AllFinished() implements TriggerRule {}

    /** As many upstreams as the bounds say, both inclusive, ended well. */
    record SomeSuccessful(Bound atLeast, Bound atMost) implements TriggerRule {
        public SomeSuccessful {
            Bound.requireRange(atLeast, atMost);
        }
    }

    /** As many upstreams as the bounds say, both inclusive, failed. */
    record SomeFailed(Bound atLeast, Bound atMost) implements TriggerRule {
        public SomeFailed {
            Bound.requireRange(atLeast, atMost);
        }
    }

    /** Nothing upstream failed and something was not skipped; skips if all was skipped. */
    record NotAllSkipped() implements TriggerRule {}

    /** A person says when. */
    record Manual() implements TriggerRule {}

    /** The user's own: sees the states of each upstream by task name, those of children in order. */
    record Own(String name, Predicate<Map<String, List<State>>> passes) implements TriggerRule {}

    /** The rule's name in lower case with underscores. */
    default String label() {
        return switch (this) {
            case AllSuccessful r -> "all_successful";
            case AllFailed r -> "all_failed";
            case AnySuccessful r -> "any_successful";
            case AnyFailed r -> "any_failed";
            case AllFinished r -> "all_finished";
            case SomeSuccessful r -> "some_successful(" + r.atLeast() + " to " + r.atMost() + ")";
            case SomeFailed r -> "some_failed(" + r.atLeast() + " to " + r.atMost() + ")";
            case NotAllSkipped r -> "not_all_skipped";
            case Manual r -> "manual";
            case Own r -> r.name();
        };
    }

    /**
     * What this rule says.
     *
     * @param upstreams how the upstreams ended, counted
     * @param states their states by task name; read by {@link Own} only, so it may be empty for the others
     */
    default Verdict verdict(Upstreams upstreams, Map<String, List<State>> states) {
        return switch (this) {
            case AllSuccessful r -> passIf(!upstreams.troubled(), upstreams);
            case AllFailed r -> passIf(upstreams.failed() == upstreams.total(), upstreams);
            case AnySuccessful r -> passIf(upstreams.total() == 0 || upstreams.good() > 0, upstreams);
            case AnyFailed r -> passIf(upstreams.total() == 0 || upstreams.failed() > 0, upstreams);
            case AllFinished r -> Verdict.PASS;
            case SomeSuccessful r -> passIf(within(r.atLeast(), r.atMost(), upstreams.good(), upstreams), upstreams);
            case SomeFailed r -> passIf(within(r.atLeast(), r.atMost(), upstreams.failed(), upstreams), upstreams);
            case NotAllSkipped r ->
                upstreams.total() > 0 && upstreams.skipped() == upstreams.total()
                        ? new Verdict.Skip("all upstream tasks were skipped")
                        : passIf(!upstreams.troubled(), upstreams);
            case Manual r -> new Verdict.Hold("waits for a person to let it run");
            case Own r -> own(r, upstreams, states);
        };
    }

    private Verdict passIf(boolean passes, Upstreams upstreams) {
        return passes ? Verdict.PASS : new Verdict.Fail("trigger " + label() + ": " + upstreams.words());
    }

    private static boolean within(Bound atLeast, Bound atMost, int count, Upstreams upstreams) {
        int total = upstreams.total();
        return total == 0 || (atLeast.reachedBy(count, total) && atMost.notExceededBy(count, total));
    }

    private Verdict own(Own rule, Upstreams upstreams, Map<String, List<State>> states) {
        try {
            return passIf(rule.passes().test(states), upstreams);
        } catch (Throwable thrown) { // user code; an Error of it must not stop the run loop either
            return new Verdict.Fail(
                    "trigger " + rule.name() + " threw " + Failure.of(thrown).oneLine());
        }
    }
}
