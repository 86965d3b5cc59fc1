package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.client.ServerJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunnerOrderTest {
    @Test
    void howARunIsToStopReachesItsProcessAsItWasSaid() {
        for (Stop stop : new Stop[] {
            Stop.because("enough"),
            Stop.of("at once", 0),
            new Stop("later", Duration.ofMillis(86_400_250), false),
            Stop.lost("gone")
        }) {
            RunnerOrder order = RunnerOrder.cancel("run-1", stop);
            String line = ServerJson.MAPPER.writeValueAsString(order);
            assertThat(line).doesNotContain("\n");
            assertThat(ServerJson.MAPPER.readValue(line, RunnerOrder.class)).isEqualTo(order);
        }
    }
}
