package dev.reeve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.state.Bound;
import org.junit.jupiter.api.Test;

/** Triggers that can be made, and those that cannot be meant. */
final class TriggerTest {
    @Test
    void aTriggerOfOnesOwnHasANameAndAFunction() {
        assertThatThrownBy(() -> Trigger.own(null, null)).hasMessageContaining("Trigger.own(..) got null");
        assertThatThrownBy(() -> Trigger.own(null, states -> true))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("Trigger.own(..) got null as its name");
        assertThatThrownBy(() -> Trigger.own("mine", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("Trigger.own(..) got null as its function");
        assertThatThrownBy(() -> Trigger.own(" ", states -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void boundsThatNothingIsWithinAreRefused() {
        refused(Bound.count(3), Bound.count(2), "at least 3 and at most 2");
        refused(Bound.share(0.5), Bound.share(0.25), "at least 50 % and at most 25 %");
        refused(Bound.count(1), Bound.share(0), "at least 1 and at most 0 %");
        refused(Bound.share(0.1), Bound.count(0), "at least 10 % and at most 0");
    }

    private static void refused(Bound least, Bound most, String words) {
        assertThatThrownBy(() -> Trigger.someSuccessful(least, most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
        assertThatThrownBy(() -> Trigger.someFailed(least, most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void boundsThatSomethingMayBeWithinAreTaken() {
        assertThat(Trigger.someSuccessful(Bound.count(2), Bound.count(2))).hasToString("some_successful(2 to 2)");
        assertThat(Trigger.someFailed(Bound.count(0), Bound.share(0))).hasToString("some_failed(0 to 0 %)");
        assertThat(Trigger.someSuccessful(Bound.count(5), Bound.share(0.1))).isNotNull();
        assertThat(Trigger.someSuccessful(Bound.share(0.9), Bound.count(1))).isNotNull();
    }

    @Test
    void aBoundIsNeitherMissingNorNegative() {
        assertThatThrownBy(() -> Trigger.someSuccessful(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("Trigger.someSuccessful(..) got null as its least");
        assertThatThrownBy(() -> Trigger.someFailed(Bound.count(1), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("Trigger.someFailed(..) got null as its most");
        assertThatThrownBy(() -> Bound.count(-1)).hasMessageContaining("use 0 or more");
        assertThatThrownBy(() -> Bound.share(-0.1)).hasMessageContaining("use 0.0 to 1.0");
        assertThatThrownBy(() -> Bound.share(Double.NaN)).hasMessageContaining("use 0.0 to 1.0");
    }
}
