package dev.reeve.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceIdsTest {
    private static final String RUN = "019f2a70-1b2c-7def-8123-456789abcdef";

    @Test
    void traceOfARunIsItsIdentifierAlsoForWhatRunsWithinIt() {
        assertThat(TraceIds.trace(RUN)).isEqualTo("019f2a701b2c7def8123456789abcdef");
        assertThat(TraceIds.trace(RUN + ".load[3].1")).isEqualTo(TraceIds.trace(RUN));
        assertThat(TraceIds.trace("01jdm2a8qk3vx0000000000000")).matches("[0-9a-f]{32}");
    }

    /** Released: a runner of one release and a server of another make the same. */
    @Test
    void identifiersStayAsTheyAre() {
        assertThat(TraceIds.span(RUN, 1, "load[3]", "")).isEqualTo("11b192b9ed58a6de");
        assertThat(TraceIds.traceparent(RUN, 1, "load[3]"))
                .isEqualTo("00-019f2a701b2c7def8123456789abcdef-11b192b9ed58a6de-01");
    }

    @Test
    void everyPartCounts() {
        assertThat(TraceIds.span(RUN, 1, "load", ""))
                .isNotEqualTo(TraceIds.span(RUN, 2, "load", ""))
                .isNotEqualTo(TraceIds.span(RUN, 1, "loa", "d"))
                .isNotEqualTo(TraceIds.span(RUN, 1, "", "load"))
                .hasSize(16);
    }
}
