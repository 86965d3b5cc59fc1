package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.FlowRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

// snippet: test-a-task
class DailySalesTest {
    @Test
    void totalIsTheSumOfTheOrders() {
        assertThat(DailySales.total(List.of(19, 42))).isEqualTo(61);
    }

    @Test
    void flowSumsTheOrdersOfTheDay() {
        FlowRun run = DailySales.flow().run(Map.of("day", 1));

        assertThat(run.state().isSuccessful()).isTrue();
        assertThat(run.task("print").attempts()).isEqualTo(1);
    }
}
// snippet end
