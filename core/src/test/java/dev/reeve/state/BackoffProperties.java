package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BackoffProperties {
    private static final long YEAR = Duration.ofDays(365).toSeconds();

    @Property
    void withoutJitterItDoublesUpToTheCap(
            @ForAll @LongRange(max = 1_000_000) long firstMillis,
            @ForAll @LongRange(max = 1_000_000_000) long more,
            @ForAll @IntRange(min = 1, max = 1_000) int attempt,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        Duration cap = Duration.ofMillis(firstMillis + more);
        Backoff backoff = Backoff.exponential(Duration.ofMillis(firstMillis), cap);

        BigInteger doubled = BigInteger.valueOf(firstMillis).shiftLeft(attempt - 1);
        assertThat(backoff.after(attempt, random))
                .isEqualTo(Duration.ofMillis(
                        doubled.min(BigInteger.valueOf(cap.toMillis())).longValueExact()));
    }

    @Property
    void jitterSpreadsToBothSidesAndNeverPastTheCap(
            @ForAll @LongRange(min = 1, max = 1_000_000) long firstMillis,
            @ForAll @LongRange(max = 1_000_000) long more,
            @ForAll @DoubleRange(max = 1) double jitter,
            @ForAll @IntRange(min = 1, max = 40) int attempt,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        Duration cap = Duration.ofMillis(firstMillis + more);
        double plain = Backoff.exponential(Duration.ofMillis(firstMillis), cap)
                .after(attempt, 0)
                .toNanos();
        Duration wait =
                Backoff.exponential(Duration.ofMillis(firstMillis), cap, jitter).after(attempt, random);

        assertThat((double) wait.toNanos()).isBetween(plain * (1 - jitter) - 1, plain * (1 + jitter) + 1);
        assertThat(wait).isLessThanOrEqualTo(cap);
    }

    @Property
    void noWaitIsNegativeOrThrowsHoweverLong(
            @ForAll @LongRange(max = Long.MAX_VALUE / 2) long firstSeconds,
            @ForAll @LongRange(max = Long.MAX_VALUE / 2) long more,
            @ForAll @DoubleRange(max = 1) double jitter,
            @ForAll @IntRange(min = 1) int attempt,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        Duration first = Duration.ofSeconds(firstSeconds);
        Backoff backoff = Backoff.exponential(first, first.plusSeconds(more), jitter);

        assertThat(backoff.after(attempt, random)).isBetween(Duration.ZERO, Duration.ofSeconds(300 * YEAR));
    }

    @Property
    void aConstantWaitIsAlwaysTheSame(
            @ForAll @LongRange(max = Long.MAX_VALUE) long seconds, @ForAll @IntRange(min = 1) int attempt) {
        Duration delay = Duration.ofSeconds(seconds);

        assertThat(Backoff.constant(delay).after(attempt, 0.5)).isEqualTo(delay);
        assertThat(Backoff.none().after(attempt, 0.5)).isZero();
    }

    @Example
    void theExampleOfItsDescriptionHolds() {
        Backoff backoff = Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(10));

        assertThat(IntStream.rangeClosed(1, 6)
                        .mapToLong(attempt -> backoff.after(attempt, 0.3).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        Backoff spread = Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(1), 0.25);
        assertThat(spread.after(1, 0)).isEqualTo(Duration.ofMillis(75));
        assertThat(spread.after(1, 0.5)).isEqualTo(Duration.ofMillis(100));
        assertThat(spread.after(1, Math.nextDown(1.0))).isEqualTo(Duration.ofMillis(125));
    }

    @Example
    void anOwnFunctionIsAskedWithTheAttemptThatFailed() {
        assertThat(Backoff.of(attempt -> Duration.ofSeconds(7L * attempt)).after(3, 0.5))
                .isEqualTo(Duration.ofSeconds(21));
    }

    @Example
    void impossibleWaitsAreRefused() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> Backoff.constant(second.negated())).hasMessage("a wait of PT-1S; use zero or more");
        assertThatThrownBy(() -> Backoff.exponential(second, Duration.ZERO))
                .hasMessage("the longest wait PT0S is shorter than the first PT1S");
        assertThatThrownBy(() -> Backoff.exponential(second, second, 1.1))
                .hasMessage("a jitter of 1.1; use 0.0 to 1.0");
        assertThatThrownBy(() -> Backoff.exponential(second, second, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
