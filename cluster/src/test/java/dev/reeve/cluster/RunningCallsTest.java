package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunningCallsTest {
    private final UUID driver = UUID.randomUUID();
    private final RunningCalls calls = new RunningCalls();

    @Test
    void anOrderThatComesBeforeItsCallStopsIt() {
        calls.stop(driver + "/1");

        assertThat(calls.begin(driver + "/1").isStopped()).isTrue();
        assertThat(calls.begin(driver + "/2").isStopped()).isFalse();
        assertThat(calls.kept()).isZero();
    }

    @Test
    void ordersThatComeAfterTheirCallsEndedDoNotPileUp() {
        for (int i = 0; i < 5_000; i++) {
            String key = driver + "/" + i;
            calls.begin(key);
            calls.ended(key);
            calls.stop(key);
        }
        assertThat(calls.kept()).isEqualTo(1_000);
        assertThat(calls.ifAny(driver + "/4999")).isNull();

        calls.left(UUID.randomUUID());
        assertThat(calls.kept()).as("of a driver that is there").isEqualTo(1_000);
        calls.left(driver);
        assertThat(calls.kept()).isZero();
    }
}
