package dev.reeve.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static Growth of(double... figures) {
        return new Growth(java.util.Arrays.stream(figures).boxed().toList());
    }

    @Test
    void whatGrowsWhileItWarmsUpAndThenStaysDoesNotGoOnGrowing() {
        Growth growth = of(10, 20, 40, 80, 100, 101, 99, 102, 100, 103, 100, 101);

        assertThat(growth.factor()).isCloseTo(1, within(0.05));
        assertThat(growth.isGrowing()).isFalse();
    }

    @Test
    void whatGrowsToTheEndGoesOnGrowing() {
        List<Double> figures =
                IntStream.rangeClosed(1, 24).mapToObj(i -> 100.0 * i).toList();

        assertThat(new Growth(figures).factor()).isGreaterThan(1.4);
        assertThat(new Growth(figures).isGrowing()).isTrue();
    }

    @Test
    void oneFigureThatStandsOutIsNoGrowth() {
        assertThat(of(9, 9, 9, 9, 9, 9, 9, 9, 9, 100, 100, 100, 100, 100, 100, 100, 100, 500)
                        .isGrowing())
                .isFalse();
    }

    @Test
    void fewFiguresSayNothing() {
        assertThat(of(1, 10, 100, 1_000, 10_000).factor()).isEqualTo(1);
    }
}
