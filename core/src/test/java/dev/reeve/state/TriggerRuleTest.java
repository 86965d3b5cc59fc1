package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.reeve.state.TriggerRule.AllFailed;
import dev.reeve.state.TriggerRule.AllFinished;
import dev.reeve.state.TriggerRule.AllSuccessful;
import dev.reeve.state.TriggerRule.AnyFailed;
import dev.reeve.state.TriggerRule.AnySuccessful;
import dev.reeve.state.TriggerRule.Manual;
import dev.reeve.state.TriggerRule.NotAllSkipped;
import dev.reeve.state.TriggerRule.Own;
import dev.reeve.state.TriggerRule.SomeFailed;
import dev.reeve.state.TriggerRule.SomeSuccessful;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each rule over every mix of up to four successful, skipped, failed and cancelled upstreams, held against what its
 * name says of the list of their states, with nothing counted beforehand.
 */
class TriggerRuleTest {
    private static final List<State> FAILURES = List.of(
            new State.Failed(Failure.because("broken"), 1),
            new State.TimedOut(Duration.ofSeconds(1), 1),
            new State.TriggerFailed(""),
            new State.Crashed("", 1));

    /** Pass, fail or skip, of the states of all upstreams; there is at least one. */
    private interface Meaning {
        String of(List<State> states);
    }

    private static final Map<TriggerRule, Meaning> RULES = rules();

    private static Map<TriggerRule, Meaning> rules() {
        Map<TriggerRule, Meaning> rules = new LinkedHashMap<>();
        rules.put(new AllSuccessful(), passIf(states -> states.stream().allMatch(State::isSuccessful)));
        rules.put(new AllFailed(), passIf(states -> states.stream().allMatch(State::isFailed)));
        rules.put(new AnySuccessful(), passIf(states -> states.stream().anyMatch(State::isSuccessful)));
        rules.put(new AnyFailed(), passIf(states -> states.stream().anyMatch(State::isFailed)));
        rules.put(new AllFinished(), passIf(states -> states.stream().allMatch(State::isFinished)));
        rules.put(new NotAllSkipped(), states -> {
            if (states.stream().allMatch(State.Skipped.class::isInstance)) {
                return "Skip";
            }
            return states.stream().allMatch(State::isSuccessful) ? "Pass" : "Fail";
        });
        rules.put(
                new SomeSuccessful(Bound.count(2), Bound.count(3)),
                passIf(states -> Set.of(2L, 3L).contains(count(states, State::isSuccessful))));
        rules.put(
                new SomeFailed(Bound.count(1), Bound.count(1)), passIf(states -> count(states, State::isFailed) == 1));
        rules.put( // a half to all: at least as many failed as did not
                new SomeFailed(Bound.share(0.5), Bound.share(1.0)),
                passIf(states -> count(states, State::isFailed) >= count(states, state -> !state.isFailed())));
        rules.put( // at most a quarter, and one at least
                new SomeSuccessful(Bound.count(1), Bound.share(0.25)),
                passIf(states -> count(states, State::isSuccessful) >= 1
                        && count(states, State::isSuccessful) * 4 <= states.size()));
        rules.put(
                new SomeSuccessful(Bound.share(1.0), Bound.share(1.0)),
                passIf(states -> states.stream().allMatch(State::isSuccessful)));
        rules.put(new Manual(), states -> "Hold");
        rules.put(
                new Own(
                        "one_cached",
                        upstreams -> upstreams.values().stream()
                                .flatMap(List::stream)
                                .anyMatch(State.Cached.class::isInstance)),
                passIf(states -> states.stream().anyMatch(State.Cached.class::isInstance)));
        return rules;
    }

    @Test
    void everyKindOfRuleIsInTheTable() {
        Set<String> kinds = new TreeSet<>();
        RULES.keySet().forEach(rule -> kinds.add(rule.getClass().getSimpleName()));

        assertThat(kinds).isEqualTo(Sealed.leaves(TriggerRule.class));
    }

    @TestFactory
    Stream<DynamicTest> aRuleSaysOfEveryMixWhatItsNameSays() {
        return RULES.entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey().label(), () -> {
                    for (List<State> states : mixes()) {
                        if (!states.isEmpty()) {
                            Verdict verdict = rule.getKey().verdict(counted(states), Map.of("fetch", states));
                            assertThat(verdict.getClass().getSimpleName())
                                    .as(counted(states).words())
                                    .isEqualTo(rule.getValue().of(states));
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutUpstreamsEveryRuleOfOursPassesButManual() {
        return RULES.keySet().stream()
                .filter(rule -> !(rule instanceof Own))
                .map(rule -> dynamicTest(
                        rule.label(),
                        () -> assertThat(rule.verdict(Upstreams.NONE, Map.of()))
                                .isInstanceOf(rule instanceof Manual ? Verdict.Hold.class : Verdict.Pass.class)));
    }

    @TestFactory
    Stream<DynamicTest> aRefusalNamesTheRuleAndHowTheUpstreamsEnded() {
        return RULES.keySet().stream()
                .map(rule -> dynamicTest(rule.label(), () -> {
                    for (List<State> states : mixes()) {
                        if (rule.verdict(counted(states), Map.of("fetch", states)) instanceof Verdict.Fail fail) {
                            assertThat(fail.reason())
                                    .isEqualTo("trigger " + rule.label() + ": "
                                            + counted(states).words());
                        }
                    }
                }));
    }

    @Test
    void threeFailuresBesideASkipAreNotAllFailedYetSomethingEndedWell() {
        Upstreams upstreams = new Upstreams(0, 1, 3, 0, 1);

        assertThat(new AnySuccessful().verdict(upstreams, Map.of())).isEqualTo(Verdict.PASS);
        assertThat(new AllFailed().verdict(upstreams, Map.of())).isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void aShareAndACountMayBeMixed() {
        TriggerRule rule = new SomeFailed(Bound.share(0.1), Bound.count(2));

        assertThat(rule.verdict(new Upstreams(18, 0, 2, 0, 0), Map.of())).isEqualTo(Verdict.PASS);
        assertThat(rule.verdict(new Upstreams(18, 0, 1, 0, 0), Map.of())).isInstanceOf(Verdict.Fail.class);
        assertThat(rule.verdict(new Upstreams(18, 0, 3, 0, 0), Map.of())).isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void anOwnRuleSeesTheStatesOfEachUpstreamByName() {
        Map<String, List<State>> states =
                Map.of("fetch", List.of(State.Success.PLAIN, new State.Skipped("empty")), "merge", List.of());
        AtomicReference<Map<String, List<State>>> seen = new AtomicReference<>(Map.of());
        Own rule = new Own("watch", given -> {
            seen.set(given);
            return true;
        });

        assertThat(rule.verdict(new Upstreams(1, 1, 0, 0, 0), states)).isEqualTo(Verdict.PASS);
        assertThat(seen.get()).isEqualTo(states);
    }

    @Test
    void anOwnRuleThatThrowsFailsAndSaysWhat() {
        assertThat(own(states -> {
                    throw new IllegalStateException("no such\nupstream");
                }))
                .isEqualTo(new Verdict.Fail("trigger mine threw IllegalStateException: no such upstream"));
    }

    @Test
    void notEvenAnErrorOrAnUnreadableExceptionOfAnOwnRuleComesOut() {
        assertThat(own(states -> {
                    throw new StackOverflowError();
                }))
                .isEqualTo(new Verdict.Fail("trigger mine threw StackOverflowError"));
        assertThat(own(states -> {
                    throw new Hostile();
                }))
                .isEqualTo(new Verdict.Fail("trigger mine threw Hostile: (its message could not be read:"
                        + " java.lang.IllegalStateException)"));
    }

    private static final class Hostile extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }

    private static Verdict own(Predicate<Map<String, List<State>>> passes) {
        return new Own("mine", passes).verdict(new Upstreams(1, 0, 0, 0, 0), Map.of());
    }

    private static Meaning passIf(Predicate<List<State>> passes) {
        return states -> passes.test(states) ? "Pass" : "Fail";
    }

    private static long count(List<State> states, Predicate<State> which) {
        return states.stream().filter(which).count();
    }

    private static List<List<State>> mixes() {
        List<List<State>> mixes = new ArrayList<>();
        for (int code = 0; code < 625; code++) {
            List<State> states = new ArrayList<>();
            add(states, code % 5, List.of(State.Success.PLAIN, new State.Cached("target")));
            add(states, code / 5 % 5, List.of(new State.Skipped("")));
            add(states, code / 25 % 5, FAILURES);
            add(states, code / 125, List.of(new State.Cancelled("")));
            mixes.add(states);
        }
        return mixes;
    }

    /** Adds {@code count} states, each kind in turn. */
    private static void add(List<State> states, int count, List<State> kinds) {
        for (int i = 0; i < count; i++) {
            states.add(kinds.get(i % kinds.size()));
        }
    }

    private static Upstreams counted(List<State> states) {
        return new Upstreams(
                (int) count(states, state -> state.isSuccessful() && !(state instanceof State.Skipped)),
                Collections.frequency(states, new State.Skipped("")),
                (int) count(states, State::isFailed),
                Collections.frequency(states, new State.Cancelled("")),
                0);
    }
}
