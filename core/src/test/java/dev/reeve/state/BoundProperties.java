package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BoundProperties {
    /** Shares as people write them, against arithmetic without rounding. */
    @Property
    void aShareIsExactlyThatPartOfAll(
            @ForAll @IntRange(max = 1_000) int thousandths,
            @ForAll @IntRange(min = 1, max = 100_000) int total,
            @ForAll @IntRange(max = 100_000) int any) {
        Bound bound = Bound.share(thousandths / 1_000.0);
        BigDecimal part = BigDecimal.valueOf(thousandths, 3).multiply(BigDecimal.valueOf(total));
        for (int count : new int[] {any % (total + 1), part.intValue(), Math.min(total, part.intValue() + 1)}) {
            int comparison = BigDecimal.valueOf(count).compareTo(part);
            assertThat(bound.reachedBy(count, total)).isEqualTo(comparison >= 0);
            assertThat(bound.notExceededBy(count, total)).isEqualTo(comparison <= 0);
        }
    }

    @Property
    void aShareThatWasDividedIsMetByWhatItWasDividedFrom(
            @ForAll @IntRange(max = 1_000) int count,
            @ForAll @IntRange(min = 1_000, max = 2_000) int total,
            @ForAll @IntRange(min = 1, max = 1_000) int factor) {
        Bound bound = Bound.share((double) count / total);

        assertThat(bound.reachedBy(count * factor, total * factor)).isTrue();
        assertThat(bound.notExceededBy(count * factor, total * factor)).isTrue();
    }

    @Property
    void aCountIsThatMany(@ForAll @IntRange(max = 50) int bound, @ForAll @IntRange(max = 50) int count) {
        assertThat(Bound.count(bound).reachedBy(count, 50)).isEqualTo(count >= bound);
        assertThat(Bound.count(bound).notExceededBy(count, 50)).isEqualTo(count <= bound);
    }

    @Example
    void oneAsAShareIsAllAndOneAsACountIsOne() {
        assertThat(Bound.share(1.0).reachedBy(2, 3)).isFalse();
        assertThat(Bound.share(1.0).reachedBy(3, 3)).isTrue();
        assertThat(Bound.count(1).reachedBy(1, 3)).isTrue();
    }

    @Example
    void whatIsNotExactInBinaryIsExactAllTheSame() {
        assertThat(Bound.share(0.07).reachedBy(7, 100)).isTrue();
        assertThat(Bound.share(0.29).notExceededBy(29, 100)).isTrue();
    }

    @Example
    void everyShareOfNothingIsMet() {
        assertThat(Bound.share(0.5).reachedBy(0, 0)).isTrue();
        assertThat(Bound.share(0.5).notExceededBy(0, 0)).isTrue();
    }

    @Example
    void impossibleBoundsAreRefusedWithWhatIsPossible() {
        assertThatThrownBy(() -> Bound.count(-1)).hasMessage("a bound of -1 upstreams; use 0 or more");
        assertThatThrownBy(() -> Bound.share(1.5)).hasMessage("a share of 1.5 of the upstreams; use 0.0 to 1.0");
        assertThatThrownBy(() -> Bound.share(-0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bound.share(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void boundsReadAsTheyWereWritten() {
        assertThat(Bound.count(2)).hasToString("2");
        assertThat(Bound.share(0.07)).hasToString("7 %");
        assertThat(Bound.share(0.125)).hasToString("12.5 %");
        assertThat(Bound.share(1)).hasToString("100 %");
        assertThat(Bound.share(0)).hasToString("0 %");
    }
}
