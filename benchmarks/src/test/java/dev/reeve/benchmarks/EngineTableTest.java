package dev.reeve.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EngineTableTest {
    private static final EngineTable.Sizes TINY = new EngineTable.Sizes(10, 20, 30, 40, 100, 25, 50, 4);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        EngineTable table = new EngineTable(new PrintStream(out, true, StandardCharsets.UTF_8), TINY);
        return new CommandLine(table).setErr(new PrintWriter(errors)).execute(arguments);
    }

    private List<JsonNode> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    @Test
    void everyRowMeasuresSomethingAndSaysItInJson() {
        assertThat(run("--quick", "--json")).isZero();

        List<String> expected = new ArrayList<>(List.of(
                "independent_10",
                "chain_10",
                "map_20",
                "loop_20",
                "branch_10",
                "cache_hits_10",
                "map_30",
                "map_30_streamed",
                "spill",
                "records_on",
                "resume_50",
                "define_40",
                "hello",
                "hello_without_flags"));
        for (String trace : List.of("fork_join", "mosaic", "layered")) {
            for (int slots : List.of(1, 4, 16, 64)) {
                expected.add("trace_" + trace + "_" + slots);
            }
        }
        assertThat(lines()).extracting(line -> line.get("name").stringValue()).containsExactlyElementsOf(expected);
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
    }

    @Test
    void throughputIsComparedToThatOfFutures() {
        assertThat(run("--quick", "--json", "--rows", "chain")).isZero();

        JsonNode chain = lines().getFirst();
        double ratio = chain.get("tasks_per_second").doubleValue()
                / chain.get("limit_per_second").doubleValue();
        assertThat(chain.get("ratio").doubleValue()).isEqualTo(ratio);
        assertThat(chain.get("met").booleanValue())
                .isEqualTo(ratio >= 0.25 && chain.get("tasks_per_second").doubleValue() >= 1e6);
    }

    @Test
    void theTableHasALineForEachRow() {
        assertThat(run("--quick", "--rows", "independent,map_20")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(" ")[0]))
                .containsExactly("row", "independent_10", "map_20");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("M tasks/s", "CompletableFuture", ">= 0.25 x");
    }

    @Test
    void aRowThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThat(run("--rows", "independant")).isEqualTo(2);

        assertThat(errors.toString()).contains("no row \"independant\"", "independent_10", "trace_mosaic");
        assertThat(out.size()).isZero();
    }

    @Test
    void tracesComeFromFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.json"), """
                {"name": "two", "tasks": [{"id": "b", "parents": ["a"], "runtimeSeconds": 3},
                                          {"id": "a", "parents": [], "runtimeSeconds": 1}]}""");

        assertThat(run("--quick", "--json", "--rows", "trace", "--traces", folder.toString()))
                .isZero();

        assertThat(lines()).hasSize(4).allSatisfy(line -> {
            assertThat(line.get("name").stringValue()).startsWith("trace_two_");
            assertThat(line.get("makespan_seconds").doubleValue()).isGreaterThanOrEqualTo(0.1);
            assertThat(line.get("policy_seconds").doubleValue()).isEqualTo(0.1);
        });
    }
}
