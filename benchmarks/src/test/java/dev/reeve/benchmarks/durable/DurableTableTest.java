package dev.reeve.benchmarks.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DurableTableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        DurableTable table = new DurableTable(new PrintStream(out, true, StandardCharsets.UTF_8));
        return new CommandLine(table).setErr(new PrintWriter(errors)).execute(arguments);
    }

    private List<JsonNode> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // three JVMs and a database are started
    void everyRowMeasuresSomethingAndLeavesNothingBehind() throws IOException {
        assertThat(run("--quick", "--json")).isZero();

        assertThat(lines())
                .extracting(line -> line.get("name").stringValue())
                .containsExactly(
                        "ledger_64",
                        "ledger_256",
                        "ledger_64_queued",
                        "outbox",
                        "journey_64",
                        "watched",
                        "submit_to_finished",
                        "chain_5",
                        "state_events",
                        "log_lines",
                        "schedule_lag",
                        "list_first",
                        "list_counted",
                        "list_by_state",
                        "list_by_flow",
                        "list_by_label",
                        "list_by_name",
                        "list_deep",
                        "list_state_never",
                        "histogram",
                        "dashboard_day",
                        "dashboard_month",
                        "log_page",
                        "search_rare",
                        "search_often");
        assertThat(lines()).allSatisfy(line -> {
            assertThat(line.get("met").isBoolean()).isTrue();
            assertThat(line.get("bars").size()).isPositive();
            assertThat(line.properties())
                    .filteredOn(field -> field.getValue().isNumber())
                    .isNotEmpty()
                    .allSatisfy(field -> assertThat(field.getValue().doubleValue())
                            .as(field.getKey())
                            .isGreaterThanOrEqualTo(0));
        });
        try (Stream<Path> here = Files.list(Path.of(""))) {
            assertThat(here.map(Path::toString)).noneMatch(name -> name.startsWith(".reeve-benchmark"));
        }
    }

    @Test
    void aRowThatIsNotThereIsRefusedBeforeAnythingIsStarted() {
        assertThat(run("--rows", "legder")).isEqualTo(2);

        assertThat(errors.toString()).contains("no row \"legder\"", "ledger_64", "journey", "large");
    }
}
