package dev.reeve.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScheduleTableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new CommandLine(new ScheduleTable(new PrintStream(out, true, StandardCharsets.UTF_8), 500))
                .execute(arguments);
    }

    @Test
    void everyScheduleFiresWhenTheLoopByHandDoes() {
        assertThat(run("--quick", "--json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(6).allSatisfy(line -> {
            JsonNode row = JsonMapper.shared().readTree(line);
            assertThat(row.get("firings_per_second").doubleValue()).isPositive();
            assertThat(row.get("ratio").doubleValue()).isPositive();
        });
    }

    @Test
    void theTableHasALineForEachRow() {
        assertThat(run("--quick")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("every_minute", "last_weekday", "M firings/s", "java.time by hand", ">= 1 M/s");
    }
}
