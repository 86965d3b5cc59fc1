package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How far ahead work is chosen. */
final class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();

    private void took(int works, long nanos, long waited) {
        for (int i = 0; i < works; i++) {
            pace.took(nanos, waited);
        }
    }

    @Test
    void nothingIsChosenAheadOfSlotsWhileWorksAreLong() {
        took(100, 50 * MILLI, 0);
        assertThat(pace.ahead(4)).isZero();
        took(100, 50 * MILLI, 5 * MILLI);
        assertThat(pace.ahead(4)).as("a wait is nothing beside them").isZero();
    }

    @Test
    void veryShortWorksAreChosenFarAhead() {
        took(100, 2_000, 0);
        assertThat(pace.ahead(4)).isEqualTo(ClaimRing.CAPACITY / 2);
    }

    @Test
    void asManyAreChosenAsAreDoneWhileOneWaitsToBegin() {
        took(100, MILLI, 4 * MILLI);
        assertThat(pace.ahead(4)).isBetween(14, 17);
        took(1_000, MILLI, 400 * MILLI);
        assertThat(pace.ahead(4)).as("at most").isEqualTo(ClaimRing.CAPACITY / 2);
    }

    @Test
    void worksThatHardlyWaitBecauseOthersOfTheirGroupDidDoNotHideHowLongItTakes() {
        for (int i = 0; i < 200; i++) {
            took(4, MILLI, 4 * MILLI);
            took(12, MILLI, 0);
        }
        assertThat(pace.ahead(4)).isGreaterThanOrEqualTo(12);
    }

    @Test
    void whatOnceHadToWaitAndDoesNoLongerIsForgotten() {
        took(100, MILLI, 40 * MILLI);
        took(1_000, MILLI, 0);
        assertThat(pace.ahead(4)).isZero();
    }
}
