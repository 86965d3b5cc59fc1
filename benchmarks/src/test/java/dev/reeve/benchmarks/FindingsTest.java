package dev.reeve.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(new Sample(List.of(5.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Sample(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
        assertThat(new Sample(List.of(5.0, 1.0, 2.0)).min()).isEqualTo(1);
        assertThat(new Sample(List.of(5.0, 1.0, 2.0)).max()).isEqualTo(5);
    }

    @Test
    void nothingMeasuredIsNoSample() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(List.of()));
    }

    @Test
    void aFindingIsMetIfAllItsBarsAre() {
        Bar met = Bar.atLeast(0.25, 0.25, "x");
        Bar missed = Bar.atMost(4, 4.01, "x");

        assertThat(finding(met).met()).isTrue();
        assertThat(finding(met, missed).met()).isFalse();
        assertThat(finding(met, missed).json())
                .containsEntry("bars", List.of(">= 0.25 x", "<= 4 x"))
                .containsEntry("met", false);
    }

    private static Finding finding(Bar... bars) {
        return new Finding("row", "", "", "", List.of(bars), Map.of());
    }

    @Test
    void theLargeGraphHasAsManyEdgesAsAskedForAndNoneTwice() {
        int[][] upstreams = LargeGraph.upstreams(1_000, 4_063);

        assertThat(Arrays.stream(upstreams).mapToInt(up -> up.length).sum()).isEqualTo(4_063);
        assertThat(List.of(upstreams)).allSatisfy(up -> assertThat(up).doesNotHaveDuplicates());
    }

    @Test
    void aForkedProgramThatFailsIsReportedWithItsWords() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ForkedJvm.run(List.of(), LargeGraph.class, "many", "1"))
                .withMessageContaining("exit code 1")
                .withMessageContaining("NumberFormatException");
    }
}
