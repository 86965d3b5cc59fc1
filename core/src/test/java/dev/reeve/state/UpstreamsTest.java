package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UpstreamsTest {
    @Test
    void wordsNameOnlyWhatThereIsAndTroubleFirst() {
        assertThat(words(0, 0, 0, 0)).isEqualTo("there is no upstream task");
        assertThat(words(1, 0, 0, 0)).isEqualTo("1 of 1 upstream task succeeded");
        assertThat(words(2, 0, 2, 1)).isEqualTo("2 of 5 upstream tasks failed, 1 was cancelled, 2 succeeded");
        assertThat(words(0, 2, 0, 0)).isEqualTo("2 of 2 upstream tasks were skipped");
        assertThat(words(0, 1, 0, 2)).isEqualTo("2 of 3 upstream tasks were cancelled, 1 was skipped");
    }

    @Test
    void aSkipIsGoodAndNeitherFailureNorCancellationIs() {
        Upstreams upstreams = new Upstreams(1, 2, 4, 8, 0);

        assertThat(upstreams.total()).isEqualTo(15);
        assertThat(upstreams.good()).isEqualTo(3);
        assertThat(upstreams.troubled()).isTrue();
        assertThat(new Upstreams(1, 2, 0, 0, 2).troubled()).isFalse();
        assertThat(new Upstreams(1, 0, 0, 1, 0).troubled()).isTrue();
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatThrownBy(() -> new Upstreams(0, 0, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void skipRulesDifferInWhatTheySeeOfAMappedUpstream() {
        Upstreams oneChildOfThree = new Upstreams(2, 1, 0, 0, 0);
        Upstreams wholeNode = new Upstreams(0, 3, 0, 0, 1);

        assertThat(SkipRule.WHOLE_NODES.skips(oneChildOfThree)).isFalse();
        assertThat(SkipRule.WHOLE_NODES.skips(wholeNode)).isTrue();
        assertThat(SkipRule.ANYTHING.skips(oneChildOfThree)).isTrue();
        assertThat(SkipRule.ANYTHING.skips(new Upstreams(3, 0, 0, 0, 0))).isFalse();
        assertThat(SkipRule.NOTHING.skips(wholeNode)).isFalse();
    }

    private static String words(int successful, int skipped, int failed, int cancelled) {
        return new Upstreams(successful, skipped, failed, cancelled, 0).words();
    }
}
